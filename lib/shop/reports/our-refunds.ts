import "server-only";
import type { BillRow } from "@/lib/alipay/gateway";
import type { Shop } from "@/lib/shop/shop";
import type { OurEntry } from "./compare-books";

/** The refunds of our books that belong beside a day's bill; null while the shop keeps none: those of the bill are left out then. */
export async function readOurRefunds(
  _shop: Shop,
  _day: { day: string; from: Date; to: Date },
  _bill: readonly BillRow[],
): Promise<OurEntry[] | null> {
  return null;
}
