import "server-only";
import type { Area } from "./area";
import { areaTree } from "./area-tree";
import { spellings } from "./spellings";

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
  const exact = places().byWholeName.get(wanted);
  if (exact) return exact;
  const found = new Map<string, Area>();
  for (const [province, cities] of places().tree) {
    for (const afterProvince of remainders(wanted, province)) {
      for (const [city, districts] of cities) {
        for (const rest of remainders(afterProvince, city)) {
          for (const { names, area } of districts) if (names.includes(rest)) found.set(wholeName(area), area);
        }
      }
    }
  }
  return found.size === 1 ? (found.values().next().value ?? null) : null;
}

type SpelledTree = [province: string[], cities: [city: string[], districts: { names: string[]; area: Area }[]][]][];
type Places = { tree: SpelledTree; byWholeName: ReadonlyMap<string, Area> };

let known: Places | undefined;

/** Made once: there are some three thousand names, and every order names a place. */
function places(): Places {
  known ??= spellPlaces();
  return known;
}

function spellPlaces(): Places {
  const tree = areaTree().map(([province, cities]): SpelledTree[number] => [
    spellings(province),
    cities.map(([city, districts]) => [
      spellings(city),
      districts.map((district) => ({ names: spellings(district), area: { province, city, district } })),
    ]),
  ]);
  const areas = tree.flatMap(([, cities]) => cities.flatMap(([, districts]) => districts.map(({ area }) => area)));
  return { tree, byWholeName: new Map(areas.map((area) => [wholeName(area), area])) };
}

function wholeName({ province, city, district }: Area): string {
  return province + city + district;
}

/** What remains of the text after one of these names, and the whole text, since a name may be left out. */
function remainders(text: string, names: string[]): Set<string> {
  return new Set([text, ...names.filter((name) => text.startsWith(name)).map((name) => text.slice(name.length))]);
}
