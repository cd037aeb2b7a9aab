import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { bookBilledRefund } from "@/lib/shop/refunds/reported/book-billed-refund";
import type { Shop } from "@/lib/shop/shop";
import { missingLines } from "./missing-lines";

/**
 * Asks the gateway about each refund that only its bill knows of, and books what it says. One that cannot be booked keeps no
 * other from it, and stays under the owner's eyes.
 */
export async function restoreRefunds(shop: Shop, run: string): Promise<void> {
  const refunds = Prisma.sql`b.type = 'refund' AND b.out_request_no IS NOT NULL`;
  for await (const page of missingLines(shop, run, refunds))
    for (const { tradeNo, outRequestNo } of page) if (outRequestNo !== null) await tryToRestore(shop, { tradeNo, outRequestNo });
}

async function tryToRestore(shop: Shop, { tradeNo, outRequestNo }: { tradeNo: string; outRequestNo: string }): Promise<void> {
  try {
    const isBooked = await bookBilledRefund(shop, { tradeNo, outRequestNo });
    shop.log.warn({ tradeNo, outRequestNo, isBooked }, "the day's bill has a refund that was not in our books");
  } catch (error) {
    shop.log.error({ err: error, tradeNo, outRequestNo }, "a refund of the day's bill could not be booked");
  }
}
