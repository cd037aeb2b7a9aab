import "server-only";
import { toPinyin } from "../search/pinyin";
import { areaTree } from "./area-tree";
import { spellings } from "./spellings";

/** Places that are spelled otherwise than they are read (Chinese Characters' Romanisation of place names, GB/T 36995), or often misread. */
const KNOWN: Readonly<Record<string, string>> = {
  ...{ 呼和浩特市: "Hohhot", 哈尔滨市: "Harbin", 拉萨市: "Lhasa", 乌鲁木齐市: "Urumqi", 喀什地区: "Kashgar", 日喀则市: "Shigatse" },
  ...{ 鄂尔多斯市: "Ordos", 克拉玛依市: "Karamay", 吐鲁番市: "Turpan", 六安市: "Lu’an", 台州市: "Taizhou", 厦门市: "Xiamen" },
};

let spelled: Readonly<Record<string, string>> | undefined;

/**
 * How cities and districts are spelled in Latin letters, by their names, without the word for their kind: a help for who cannot read them.
 * `provinces` are spelled by whoever asks.
 */
export function spelledAreas(provinces: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  spelled ??= Object.fromEntries(
    areaTree()
      .flatMap(([, cities]) => cities.flatMap(([city, districts]) => [city, ...districts]))
      .map((name) => [name, KNOWN[name] ?? spell(name)]),
  );
  return { ...spelled, ...provinces };
}

/** "西湖区" → "Xihu", "雁塔区" → "Yanta", "西安市" → "Xi’an". */
function spell(name: string): string {
  const syllables = toPinyin(spellings(name).at(-1) ?? name)
    .replaceAll("v", "ü")
    .split(" ");
  const word = syllables.map((syllable, nth) => (nth > 0 && /^[aoe]/.test(syllable) ? `’${syllable}` : syllable)).join("");
  return word.charAt(0).toUpperCase() + word.slice(1);
}
