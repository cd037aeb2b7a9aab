import { expect } from "vitest";
import type { Simulation } from "./simulation";

/** What the shop counts as given back of each trade is what the gateway has given back of it, to the fen. */
export async function checkRefunds(simulation: Simulation): Promise<void> {
  for (const trade of await simulation.trades()) {
    if (trade.trade_no === null) continue;
    const done = await simulation.shop.db.refund.aggregate({
      where: { status: "DONE", payment: { tradeNo: trade.trade_no } },
      _sum: { amountFen: true },
    });
    expect(done._sum.amountFen ?? 0, `given back of ${trade.trade_no}`).toBe(Number(trade.refund_fee.replace(".", "")));
  }
}
