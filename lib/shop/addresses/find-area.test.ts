import { describe, expect, test } from "vitest";
import { areaText, formatArea } from "./area";
import { areaTree } from "./area-tree";
import { findArea } from "./find-area";

const westLake = { province: "浙江省", city: "杭州市", district: "西湖区" };
const chaoyang = { province: "北京市", city: "北京市", district: "朝阳区" };

describe("a shopper names a place", () => {
  test.each([
    ["浙江省 杭州市 西湖区", westLake],
    ["浙江省/杭州市/西湖区", westLake],
    ["浙江杭州西湖", westLake],
    ["杭州市西湖区", westLake],
    ["　浙江省，杭州市，西湖区　", westLake],
    ["北京市 北京市 朝阳区", chaoyang],
    ["北京朝阳区", chaoyang],
    ["河南省 省直辖县 济源市", { province: "河南省", city: "省直辖县", district: "济源市" }],
    ["河南省济源市", { province: "河南省", city: "省直辖县", district: "济源市" }],
    ["吉林省长春市朝阳区", { province: "吉林省", city: "长春市", district: "朝阳区" }],
  ])("%s is found", (typed, area) => {
    expect(findArea(typed)).toEqual(area);
  });

  test.each(["", "   ", "朝阳区", "浙江省", "浙江省杭州市", "浙江省 上海市 西湖区", "火星市", "西湖区西湖区", "杭".repeat(100)])(
    "%j, which is no place or more than one, is not guessed",
    (typed) => {
      expect(findArea(typed)).toBeNull();
    },
  );

  test("every place that the picker offers is found again", () => {
    let places = 0;
    for (const [province, cities] of areaTree())
      for (const [city, districts] of cities)
        for (const district of districts.slice(0, 2)) {
          expect(findArea(areaText({ province, city, district }))).toEqual({ province, city, district });
          places++;
        }
    expect(places).toBeGreaterThan(700);
  });
});

test("a shopper reads no city that is only a code", () => {
  expect(formatArea(westLake)).toBe("浙江省 杭州市 西湖区");
  expect(formatArea(chaoyang)).toBe("北京市 朝阳区");
  expect(formatArea({ province: "重庆市", city: "县", district: "城口县" })).toBe("重庆市 城口县");
});
