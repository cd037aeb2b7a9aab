import { expect, test } from "vitest";
import { areaTree } from "./area-tree";
import { spelledAreas } from "./spell-areas";

test("who cannot read Chinese finds cities and districts by how they are spelled", () => {
  const spelled = spelledAreas({ 陕西省: "Shaanxi" });
  expect(spelled).toMatchObject({ 陕西省: "Shaanxi", 杭州市: "Hangzhou", 西湖区: "Xihu", 西安市: "Xi’an", 重庆市: "Chongqing" });
  expect(spelled).toMatchObject({ 拉萨市: "Lhasa", 长沙市: "Changsha", 恩施土家族苗族自治州: "Enshi" });
});

test("every area has a spelling in Latin letters", () => {
  const spelled = spelledAreas({});
  const names = areaTree().flatMap(([, cities]) => cities.flatMap(([city, districts]) => [city, ...districts]));
  expect(names.length).toBeGreaterThan(2_500);
  expect(names.filter((name) => !/^[A-ZÜ][a-zü’]+$/.test(spelled[name] ?? ""))).toEqual([]);
});
