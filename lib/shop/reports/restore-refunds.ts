import "server-only";
import { bookBilledRefund } from "@/lib/shop/refunds/reported/book-billed-refund";
import type { Shop } from "@/lib/shop/shop";
import type { ReportEntry } from "./compare-books";

/**
 * Asks the gateway about each refund that only its bill knows of, and books what it says. One that cannot be booked keeps no
 * other from it, and stays under the owner's eyes.
 */
export async function restoreRefunds(shop: Shop, missing: readonly ReportEntry[]): Promise<void> {
  for (const { tradeNo, outRequestNo } of missing) {
    if (outRequestNo === null) continue;
    try {
      const isBooked = await bookBilledRefund(shop, { tradeNo, outRequestNo });
      shop.log.warn({ tradeNo, outRequestNo, isBooked }, "the day's bill has a refund that was not in our books");
    } catch (error) {
      shop.log.error({ err: error, tradeNo, outRequestNo }, "a refund of the day's bill could not be booked");
    }
  }
}
