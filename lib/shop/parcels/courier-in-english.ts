import { type COURIERS, findCourier, findWithoutNumber, OTHER_COURIER, type WithoutNumber } from "./couriers";

type Code = (typeof COURIERS)[number]["code"];

/** As the couriers call themselves in English. */
const ENGLISH: Record<Code, string> = {
  shunfeng: "SF Express",
  zhongtong: "ZTO Express",
  yuantong: "YTO Express",
  shentong: "STO Express",
  yunda: "Yunda Express",
  jtexpress: "J&T Express",
  jd: "JD Logistics",
  ems: "China Post EMS",
  youzhengguonei: "China Post parcel",
  debangkuaidi: "Deppon Express",
  danniao: "Cainiao Express",
  kuayue: "KYE Express",
};
const WAYS: Record<WithoutNumber, string> = { 同城配送: "Local delivery", 上门自提: "Pickup", 无需物流: "Nothing to ship" };

/** The English name of a parcel's courier, by the name that is kept with it; null for one that nobody has an English name for. Pure. */
export function courierInEnglish(kept: string): string | null {
  const way = findWithoutNumber(kept);
  const courier = findCourier(kept);
  if (way !== null && way === kept) return WAYS[way];
  if (courier === OTHER_COURIER) return "Other courier";
  return courier ? ENGLISH[courier.code as Code] : null;
}
