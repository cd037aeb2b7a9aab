/** The noun: where in China. Pure, so that components may import it. */

export type Area = { province: string; city: string; district: string };

/** Every province with its cities and their districts, by name, in the order of their official codes. */
export type AreaTree = [province: string, cities: [city: string, districts: string[]][]][];

/** Cities that are none: a municipality repeats its own name, and some counties stand directly below their province. */
const HOLLOW_CITIES = new Set(["县", "省直辖县", "自治区直辖县级行政区划"]);

/** "浙江省 杭州市 西湖区", "北京市 朝阳区": as people write it, without the cities that are only a code. */
export function formatArea({ province, city, district }: Area): string {
  return [province, ...(city === province || HOLLOW_CITIES.has(city) ? [] : [city]), district].join(" ");
}

/** Name, city and district as the region field sends them: all three, so that no two places share one text. */
export function areaText({ province, city, district }: Area): string {
  return [province, city, district].join(" ");
}

/** The opposite of `areaText`, by its form alone: null for what has not three parts. */
export function parseAreaText(text: string): Area | null {
  const [province, city, district, ...rest] = text.split(" ");
  return province && city && district && rest.length === 0 ? { province, city, district } : null;
}
