import "server-only";
import { currentLanguage } from "@/lib/language/language";
import { courierInEnglish } from "@/lib/shop/parcels/courier-in-english";

/** The courier of a parcel, by the name that is kept with it; one that nobody has an English name for is called as the owner wrote it. */
export function courierName(kept: string): { name: string; isOwners: boolean } {
  if (currentLanguage() !== "en") return { name: kept, isOwners: false };
  const english = courierInEnglish(kept);
  return { name: english ?? kept, isOwners: english === null };
}
