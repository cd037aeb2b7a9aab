import "server-only";
import { areaList } from "@vant/area-data";
import type { AreaTree } from "./area";

let tree: AreaTree | undefined;

/** All areas as a tree, built once from the six-digit codes of @vant/area-data: pp0000, ppcc00, ppccdd. */
export function areaTree(): AreaTree {
  tree ??= buildTree();
  return tree;
}

function buildTree(): AreaTree {
  const districts = byPrefix(areaList.county_list, 4);
  const cities = byPrefix(areaList.city_list, 2);
  return inOrder(areaList.province_list).map(([code, province]) => [
    province,
    (cities.get(code.slice(0, 2)) ?? []).map(([cityCode, city]) => [
      city,
      (districts.get(cityCode.slice(0, 4)) ?? []).map(([, district]) => district),
    ]),
  ]);
}

function byPrefix(list: Record<string, string>, digits: number): Map<string, [string, string][]> {
  const groups = new Map<string, [string, string][]>();
  for (const entry of inOrder(list)) {
    const prefix = entry[0].slice(0, digits);
    groups.set(prefix, [...(groups.get(prefix) ?? []), entry]);
  }
  return groups;
}

function inOrder(list: Record<string, string>): [string, string][] {
  return Object.entries(list).sort(([left], [right]) => Number(left) - Number(right));
}
