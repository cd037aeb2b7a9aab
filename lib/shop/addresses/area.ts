/** The noun: an area of China. Pure, so that components may import it. */

export type Area = { province: string; city: string; district: string };

/** Every province with its cities and their districts, by name, in the order of their official codes. */
export type AreaTree = [province: string, cities: [city: string, districts: string[]][]][];

/** Codes without a real city: some counties stand directly below their province. (A municipality repeats its own name.) */
export const PLACEHOLDER_CITIES = new Set(["县", "省直辖县", "自治区直辖县级行政区划"]);

/** "浙江省 杭州市 西湖区", "北京市 朝阳区": as people write it, without placeholder cities. */
export function formatArea({ province, city, district }: Area): string {
  return [province, ...(city === province || PLACEHOLDER_CITIES.has(city) ? [] : [city]), district].join(" ");
}

/** Province, city and district as the region field sends them: always all three, so that each place has its own text. */
export function areaText({ province, city, district }: Area): string {
  return [province, city, district].join(" ");
}

/** Reads what `areaText` wrote; null for a text without three parts. Whether the place exists is not checked. */
export function parseAreaText(text: string): Area | null {
  const [province, city, district, ...rest] = text.split(" ");
  return province && city && district && rest.length === 0 ? { province, city, district } : null;
}
