import "server-only";
import type { Area } from "./area";
import { type City, type Names, type Province, spelledAreas } from "./spelled-areas";

/** An area that a text names, and where in the text it does. */
export type NamedArea = { area: Area; start: number; end: number };

/** `letters`: how much of the text it explains. */
type Match<Of> = { of: Of; letters: number; end: number };
type Candidate = NamedArea & { letters: number };

const BETWEEN = /[\s/,，、>·-]/;
const WITHIN_WORD = /[\p{L}\p{N}]/u;

/**
 * The longest area that a text names, in whole or short names, with its city or province left out where only one is meant. null when
 * there is none down to its district, and when two are named equally well. Its time grows with the length of the text: bound that first.
 */
export function findAreaIn(text: string): NamedArea | null {
  let best: Candidate | null = null;
  let hasRival = false;
  for (let start = 0; start < text.length; start++) {
    for (const found of areasAt(text, start)) {
      if (!best || found.letters > best.letters) [best, hasRival] = [found, false];
      else if (found.letters === best.letters && found.start === best.start && !isSameCity(found.area, best.area)) hasRival = true;
    }
  }
  return best && !hasRival ? { area: best.area, start: best.start, end: best.end } : null;
}

function areasAt(text: string, start: number): Candidate[] {
  const { provinces, cities, districts } = spelledAreas();
  const begins = start === 0 || !WITHIN_WORD.test(text[start - 1] ?? "");
  return [
    ...matches(text, start, provinces).flatMap((province) => inProvince(text, province)),
    ...matches(text, start, cities).flatMap((city) => inCity(text, city)),
    // One that is alone is only meant at the beginning of a word.
    ...(begins ? districtsAt(text, start, districts) : []),
  ].map(({ of, letters, end }) => ({ area: of, letters, start, end }));
}

/** 浙江省杭州市西湖区, 北京朝阳区, 河南省济源市: what follows a province. */
function inProvince(text: string, { of, letters, end }: Match<Province>): Match<Area>[] {
  const next = afterBlanks(text, end);
  const areas = [...matches(text, next, of.cities).flatMap((city) => inCity(text, city)), ...districtsAt(text, next, of.districts)];
  return areas.map((area) => ({ ...area, letters: letters + area.letters }));
}

/** 杭州市西湖区: what follows a city. */
function inCity(text: string, { of, letters, end }: Match<City>): Match<Area>[] {
  return districtsAt(text, afterBlanks(text, end), of.districts).map((area) => ({ ...area, letters: letters + area.letters }));
}

/** A short name of a district is one only where its word ends: 西湖大道 is not in 西湖区. */
function districtsAt(text: string, from: number, names: Names<Area>): Match<Area>[] {
  return matches(text, from, names, (isWhole, end) => isWhole || end === text.length || BETWEEN.test(text[end] ?? ""));
}

function matches<Of>(
  text: string,
  from: number,
  names: Names<Of>,
  fits: (isWhole: boolean, end: number) => boolean = () => true,
): Match<Of>[] {
  return (names.get(text[from] ?? "") ?? [])
    .filter(({ name, isWhole }) => text.startsWith(name, from) && fits(isWhole, from + name.length))
    .map(({ of, name }) => ({ of, letters: name.length, end: from + name.length }));
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && BETWEEN.test(text[at] ?? "")) at++;
  return at;
}

/** 工业园区 and 苏州工业园区, both in 苏州市, are one place. */
function isSameCity(one: Area, other: Area): boolean {
  return one.province === other.province && one.city === other.city;
}
