import type { AppContract } from "@/lib/alipay/openapi/contract";
import type { OpenApiTradeRecord } from "@/lib/alipay/openapi/trade-record";
import type { Where } from "../faults/take-fault";
import { takeLies } from "../faults/take-tampering";
import type { OpenApiOrder, Trade } from "../ledger/types";
import { maskAccount } from "../trades/buyers";
import { appContract, wrongContract } from "../world/keys";
import type { World } from "../world/world";

export type ToldToApp = { record: OpenApiTradeRecord; contract: AppContract; isSigned: boolean };

/**
 * A trade as a callback of the current protocol is to tell of it, and the contract to sign it under: the truth, unless a
 * fault is set for this place. `outBizNo` names the refund that it tells of.
 */
export function toldToApp(
  world: World,
  trade: Trade,
  { where, order, outBizNo }: { where: Where; order: OpenApiOrder; outBizNo: string | null },
): ToldToApp {
  const lies = takeLies(world, where, ["amount", "seller", "app"]);
  const right = appContract(world, order);
  const record = recordOf(world, trade, { order, outBizNo });
  return {
    record: { ...record, ...lies.seller, appId: lies.appId ?? record.appId, totalFen: lies.amountFen ?? record.totalFen },
    contract: lies.signature === "wrong" ? wrongContract(world, right) : right,
    isSigned: lies.signature !== "none",
  };
}

/** The trade in the gateway's own books, the buyer's account masked. */
export function recordOf(
  { contract: { merchant } }: World,
  trade: Trade,
  { order, outBizNo }: { order: Pick<OpenApiOrder, "subject" | "totalFen" | "sellerAccount">; outBizNo: string | null },
): OpenApiTradeRecord {
  return {
    appId: merchant.appId,
    outTradeNo: trade.outTradeNo,
    tradeNo: trade.tradeNo,
    subject: order.subject,
    status: trade.status,
    totalFen: order.totalFen,
    sellerId: merchant.sellerId,
    sellerEmail: order.sellerAccount,
    buyerId: trade.buyer.id,
    buyerLogonId: maskAccount(trade.buyer.email),
    createdAt: trade.createdAt,
    paidAt: trade.paidAt,
    closedAt: trade.closedAt,
    refund: outBizNo !== null && trade.refundedAt ? { outRequestNo: outBizNo, feeFen: trade.refundedFen, at: trade.refundedAt } : null,
  };
}
