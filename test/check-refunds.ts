import { expect } from "vitest";
import type { TestStreet } from "./test-street";

/** What the shop counts as given back of each trade is what the gateway has given back of it, to the fen. */
export async function checkRefunds(street: TestStreet): Promise<void> {
  for (const trade of await street.trades()) {
    if (trade.trade_no === null) continue;
    const done = await street.shop.db.refund.aggregate({
      where: { status: "DONE", payment: { tradeNo: trade.trade_no } },
      _sum: { amountFen: true },
    });
    expect(done._sum.amountFen ?? 0n, `given back of ${trade.trade_no}`).toBe(BigInt(trade.refund_fee.replace(".", "")));
  }
}
