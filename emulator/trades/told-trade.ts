import type { SecurityKeys } from "@/lib/alipay/wap/security";
import type { TradeRecord } from "@/lib/alipay/wap/trade-record";
import { takeFault, type Where } from "../faults/faults";
import { wrongKeys } from "../keys";
import type { Trade } from "../ledger/types";
import type { World } from "../world";

/**
 * A trade as a message is to tell of it, and the keys to sign it with: the truth, unless "wrong-amount", "wrong-seller" or
 * "wrong-signature" is set for this place.
 */
export function toldTrade(
  world: World,
  trade: Trade,
  { where, keys }: { where: Where; keys: SecurityKeys },
): { record: TradeRecord; keys: SecurityKeys } {
  const record = recordOf(world, trade);
  const amount = takeFault(world, where, ["wrong-amount"]);
  const seller = takeFault(world, where, ["wrong-seller"]);
  const signature = takeFault(world, where, ["wrong-signature"]);
  return {
    record: {
      ...record,
      ...(amount && { totalFen: amount.amountFen }),
      ...(seller && { sellerId: "2088999999999999", sellerEmail: "somebody-else@example.com" }),
    },
    keys: signature ? wrongKeys(world, keys) : keys,
  };
}

function recordOf(world: World, trade: Trade): TradeRecord {
  const order = world.ledger.get("order", trade.outTradeNo);
  if (!order) throw new Error("a trade without its order");
  return {
    outTradeNo: trade.outTradeNo,
    tradeNo: trade.tradeNo,
    subject: order.subject,
    status: trade.status,
    totalFen: order.totalFen,
    sellerId: world.contract.merchant.sellerId,
    sellerEmail: order.sellerAccount,
    buyerId: trade.buyer.id,
    buyerEmail: trade.buyer.email,
    createdAt: trade.createdAt,
    paidAt: trade.paidAt,
    closedAt: trade.closedAt,
    refund: trade.refundedAt && { status: "REFUND_SUCCESS", feeFen: trade.refundedFen, at: trade.refundedAt },
  };
}
