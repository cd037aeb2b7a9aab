import type { FreightRules, FreightUnit, Zone } from "@/lib/shop/freight/freight";
import { shortProvince } from "@/lib/shop/freight/short-province";
import { shortFen } from "@/lib/shop/money";
import { text } from "./text";

const { rule } = text;

/** What a template says, a line for each part of the country. */
export function rulesInWords(unit: FreightUnit, { everywhere, zones, excluded }: FreightRules): string[] {
  return [
    `${zones.length > 0 ? rule.others : rule.everywhere}：${zoneInWords(unit, everywhere)}`,
    ...zones.map((zone) => `${namesOf(zone.provinces)}：${zoneInWords(unit, zone)}`),
    ...(excluded.length > 0 ? [rule.excluded(namesOf(excluded))] : []),
  ];
}

export function namesOf(provinces: readonly string[]): string {
  return provinces.map(shortProvince).join("、");
}

function zoneInWords(unit: FreightUnit, { fee, free }: Zone): string {
  const name = rule.fee[unit];
  const words = [rule.first(fee.first, name, shortFen(fee.firstFeeFen)), rule.step(fee.step, name, shortFen(fee.stepFeeFen))];
  if (free && free.fen !== null && free.pieces !== null) words.push(rule.freeBoth(shortFen(free.fen), free.pieces));
  else if (free && free.fen !== null) words.push(rule.freeFen(shortFen(free.fen)));
  else if (free && free.pieces !== null) words.push(rule.freePieces(free.pieces));
  return words.join("，");
}
