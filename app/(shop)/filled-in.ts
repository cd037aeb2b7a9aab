import { areaText } from "@/lib/shop/addresses/area";
import type { SplitAddress } from "@/lib/shop/addresses/split-address";

/** What was not found stays as it was typed. Without an area the rest may be anything: it does not replace a street that was typed. */
export function filledIn({ name, phone, area, detail }: SplitAddress, typedDetail: string): Record<string, string> {
  const isDetail = detail && (area || typedDetail.trim() === "");
  return { ...(name && { name }), ...(phone && { phone }), ...(area && { region: areaText(area) }), ...(isDetail && { detail }) };
}
