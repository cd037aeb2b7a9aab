import type { BillEntry } from "@/lib/alipay/openapi/bill/bill-csv";
import { formatTime } from "@/lib/alipay/time";
import type { Trade } from "../ledger/types";
import { maskAccount } from "../trades/buyers";
import { refundsOf } from "../trades/refund-trade";
import type { World } from "../world/world";

/** Every payment and refund that was completed on a day (Beijing time), of both protocols, in the order of completion. */
export function billEntries(world: World, day: string): BillEntry[] {
  const entries = world.ledger.all("trade").flatMap((trade) => entriesOf(world, trade));
  return entries
    .filter(({ completedAt }) => formatTime(completedAt).startsWith(day))
    .sort((one, other) => one.completedAt.getTime() - other.completedAt.getTime());
}

function entriesOf(world: World, trade: Trade): BillEntry[] {
  const order = world.ledger.get("order", trade.outTradeNo);
  if (!order || !trade.paidAt) return [];
  const { outTradeNo, tradeNo } = trade;
  const shared = { tradeNo, outTradeNo, subject: order.subject, createdAt: trade.createdAt, buyer: maskAccount(trade.buyer.email) };
  const refunds = refundsOf(world, outTradeNo).flatMap(({ amountFen, outBizNo, refundedAt }): BillEntry[] =>
    refundedAt ? [{ ...shared, type: "refund", amountFen, outRequestNo: outBizNo, completedAt: refundedAt }] : [],
  );
  return [{ ...shared, type: "payment", amountFen: order.totalFen, outRequestNo: null, completedAt: trade.paidAt }, ...refunds];
}
