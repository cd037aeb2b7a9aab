import "server-only";
import { currentLanguage } from "@/lib/language/language";
import { type COURIERS, findCourier, findWithoutNumber, OTHER_COURIER, type WithoutNumber } from "@/lib/shop/parcels/couriers";

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

/** The courier of a parcel, by the name that is kept with it; one that nobody has an English name for is called as the owner wrote it. */
export function courierName(kept: string): { name: string; isOwners: boolean } {
  const way = findWithoutNumber(kept);
  const courier = findCourier(kept);
  if (currentLanguage() !== "en") return { name: kept, isOwners: false };
  if (way !== null && way === kept) return { name: WAYS[way], isOwners: false };
  if (courier === OTHER_COURIER) return { name: "Other courier", isOwners: false };
  return courier ? { name: ENGLISH[courier.code as Code], isOwners: false } : { name: kept, isOwners: true };
}
