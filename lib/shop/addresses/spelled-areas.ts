import "server-only";
import { type Area, PLACEHOLDER_CITIES } from "./area";
import { areaTree } from "./area-tree";
import { spellings } from "./spellings";

type Spelled<Of> = { of: Of; name: string; isWhole: boolean };
/** Names by their first letter. */
export type Names<Of> = ReadonlyMap<string, readonly Spelled<Of>[]>;

export type City = { districts: Names<Area> };
/** `districts`: those that one can name without their city. */
export type Province = { cities: Names<City>; districts: Names<Area> };
type SpelledAreas = { provinces: Names<Province>; cities: Names<City>; districts: Names<Area> };

/** What a district is called that one can name all alone: a 长安镇 is in many places, of which the table has one. */
const KNOWN_ALONE = /.{2}[区县市旗]$/;

let made: SpelledAreas | undefined;

/** All areas by every name that they go by; made once. `cities`: of all provinces; `districts`: whose name no other one has. */
export function spelledAreas(): SpelledAreas {
  made ??= spellAll();
  return made;
}

function spellAll(): SpelledAreas {
  const everywhere: Area[] = [];
  const cities: Spelled<City>[] = [];
  const provinces = areaTree().flatMap(([province, list]) => {
    const areas = list.flatMap(([city, districts]) => districts.map((district): Area => ({ province, city, district })));
    everywhere.push(...areas);
    const own = list.flatMap(([city, districts]) =>
      spelled(city, { districts: names(districts.flatMap((district) => spelled(district, { province, city, district }))) }),
    );
    cities.push(...own.filter(({ name }) => !PLACEHOLDER_CITIES.has(name)));
    return spelled(province, { cities: names(own), districts: names(onlyOnes(areas)) });
  });
  const alone = onlyOnes(everywhere).filter(({ name, isWhole }) => isWhole && KNOWN_ALONE.test(name));
  return { provinces: names(provinces), cities: names(cities), districts: names(alone) };
}

/** Names that only one of the areas goes by. */
function onlyOnes(areas: readonly Area[]): Spelled<Area>[] {
  const all = areas.flatMap((area) => spelled(area.district, area));
  const times = new Map<string, number>();
  for (const { name } of all) times.set(name, (times.get(name) ?? 0) + 1);
  return all.filter(({ name }) => times.get(name) === 1);
}

function spelled<Of>(name: string, of: Of): Spelled<Of>[] {
  return spellings(name).map((spelling, index) => ({ of, name: spelling, isWhole: index === 0 }));
}

function names<Of>(list: readonly Spelled<Of>[]): Names<Of> {
  const byLetter = new Map<string, Spelled<Of>[]>();
  for (const one of list) {
    const letter = one.name[0] ?? "";
    byLetter.set(letter, [...(byLetter.get(letter) ?? []), one]);
  }
  return byLetter;
}
