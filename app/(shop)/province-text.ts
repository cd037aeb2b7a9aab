import "server-only";
import { currentLanguage } from "@/lib/language/language";
import { PROVINCES, type ProvinceCode } from "@/lib/shop/freight/province";
import { shortProvince } from "@/lib/shop/freight/short-province";

/** As they are called in English (GB/T 3304 and ISO 3166-2:CN for those that are not spelled as they sound). */
const ENGLISH: Record<ProvinceCode, string> = {
  ...{ "11": "Beijing", "12": "Tianjin", "13": "Hebei", "14": "Shanxi", "15": "Inner Mongolia", "21": "Liaoning", "22": "Jilin" },
  ...{ "23": "Heilongjiang", "31": "Shanghai", "32": "Jiangsu", "33": "Zhejiang", "34": "Anhui", "35": "Fujian", "36": "Jiangxi" },
  ...{ "37": "Shandong", "41": "Henan", "42": "Hubei", "43": "Hunan", "44": "Guangdong", "45": "Guangxi", "46": "Hainan" },
  ...{ "50": "Chongqing", "51": "Sichuan", "52": "Guizhou", "53": "Yunnan", "54": "Tibet", "61": "Shaanxi", "62": "Gansu" },
  ...{ "63": "Qinghai", "64": "Ningxia", "65": "Xinjiang", "71": "Taiwan", "81": "Hong Kong", "82": "Macao" },
};

/** Every province by its official name, as it is called in English. */
export const ENGLISH_PROVINCES: Readonly<Record<string, string>> = Object.fromEntries(
  (Object.keys(PROVINCES) as ProvinceCode[]).map((code) => [PROVINCES[code], ENGLISH[code]]),
);

/** "新疆维吾尔自治区" as people say it: 新疆, or Xinjiang. */
export function provinceName(name: string): string {
  return currentLanguage() === "en" ? (ENGLISH_PROVINCES[name] ?? name) : shortProvince(name);
}

/** What the phone's scripts call provinces otherwise than by their short names. */
export function provinceNames(): Readonly<Record<string, string>> {
  return currentLanguage() === "en" ? ENGLISH_PROVINCES : {};
}
