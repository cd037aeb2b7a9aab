import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { askWhoKnows } from "@/lib/shop/payments/ask-who-knows";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import type { Shop } from "@/lib/shop/shop";
import { billersOf } from "./fetch-bills";
import { type MissingLine, missingLines } from "./missing-lines";

/**
 * Asks the gateway for each payment that only its bill knows of, by a line of its own or by one of its refund, and settles
 * what it says: a paid order where the order is ours, held money under the owner's eyes where it is not. The bill alone books
 * nothing, and one that cannot be settled keeps no other from it.
 * @returns how many questions are open, so that the day is looked at again
 */
export async function restorePayments(shop: Shop, run: string): Promise<{ unanswered: number }> {
  let unanswered = 0;
  const unbooked = Prisma.sql`NOT EXISTS (SELECT 1 FROM payments p WHERE p.trade_no = b.trade_no)`;
  for await (const page of missingLines(shop, run, unbooked)) {
    const byTrade = new Map(page.map((line) => [line.tradeNo, line]));
    for (const line of byTrade.values()) if (!(await tryToRestore(shop, line))) unanswered += 1;
  }
  return { unanswered };
}

async function tryToRestore(shop: Shop, line: MissingLine): Promise<boolean> {
  try {
    return await restoreOne(shop, line);
  } catch (error) {
    shop.log.error({ err: error, tradeNo: line.tradeNo }, "a payment of the day's bill could not be booked");
    return false;
  }
}

/** @returns whether the gateways that can know of it gave an answer */
async function restoreOne(shop: Shop, { outTradeNo, tradeNo }: MissingLine): Promise<boolean> {
  const { trade, isAnswered } = await askWhoKnows(shop, { outTradeNo, tradeNo }, billersOf(shop));
  if (!trade) return isAnswered;
  const settlement = await settlePayment(shop, trade, "query");
  shop.log.warn({ outTradeNo, tradeNo, settlement: settlement.kind }, "the day's bill has a payment that was not in our books");
  return true;
}
