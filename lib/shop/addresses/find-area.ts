import "server-only";
import type { Area } from "./area";
import { areaTree } from "./area-tree";

/** To normalise takes a time that grows with the square of the length. */
const MAX_TYPED = 200;

/**
 * Finds the one place that a text names: what the picker sends, or what a person types ("北京朝阳区", "浙江省/杭州市/西湖区").
 * null when no place fits, and when more than one does.
 */
export function findArea(text: string): Area | null {
  if (text.length > MAX_TYPED) return null;
  const wanted = text.normalize("NFKC").replace(/[\s/,，、>·-]+/g, "");
  if (wanted === "" || wanted.length > 60) return null;
  const found: Area[] = [];
  for (const [province, cities] of areaTree()) {
    for (const afterProvince of remainders(wanted, spellings(province))) {
      for (const [city, districts] of cities) {
        for (const rest of remainders(afterProvince, spellings(city))) {
          for (const district of districts) if (spellings(district).includes(rest)) found.push({ province, city, district });
        }
      }
    }
  }
  const exact = found.find(({ province, city, district }) => province + city + district === wanted);
  if (exact) return exact;
  const distinct = new Map(found.map((area) => [area.province + area.city + area.district, area]));
  return distinct.size === 1 ? (distinct.values().next().value ?? null) : null;
}

/** What remains of the text after one of these names, and the whole text, since a name may be left out. */
function remainders(text: string, names: string[]): Set<string> {
  return new Set([text, ...names.filter((name) => text.startsWith(name)).map((name) => text.slice(name.length))]);
}

/** The name itself and, where two or more characters remain, the name without the word for its kind. */
function spellings(name: string): string[] {
  const short = name.replace(/(特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|地区|省|市|区|县|盟)$/, "");
  return short !== name && short.length >= 2 ? [name, short] : [name];
}
