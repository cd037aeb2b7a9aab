import type { SecurityKeys } from "@/lib/alipay/wap/signing/security";
import type { TradeRecord } from "@/lib/alipay/wap/trade/trade-record";
import type { Where } from "../faults/take-fault";
import { takeTampering } from "../faults/take-tampering";
import type { Trade } from "../ledger/types";
import { wrongKeys } from "../world/keys";
import type { World } from "../world/world";

export type ReportedWapTrade = { record: TradeRecord; keys: SecurityKeys; isSigned: boolean };

/**
 * A trade as a message of the token protocol reports it, and the keys to sign the message with: the truth, unless a fault
 * is set for this place.
 */
export function reportWapTrade(world: World, trade: Trade, { where, keys }: { where: Where; keys: SecurityKeys }): ReportedWapTrade {
  const tampering = takeTampering(world, where, ["amount", "seller"]);
  const record = recordOf(world, trade);
  return {
    record: { ...record, ...tampering.seller, totalFen: tampering.amountFen ?? record.totalFen },
    keys: tampering.signature === "wrong" ? wrongKeys(world, keys) : keys,
    isSigned: tampering.signature !== "none",
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
