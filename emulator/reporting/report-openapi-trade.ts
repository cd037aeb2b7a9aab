import type { AppContract } from "@/lib/alipay/openapi/contract";
import type { OpenApiTradeRecord } from "@/lib/alipay/openapi/trade-record";
import type { Where } from "../faults/take-fault";
import { takeTampering } from "../faults/take-tampering";
import type { OpenApiOrder, Trade } from "../ledger/types";
import { maskAccount } from "../trades/buyers";
import { appContract, wrongContract } from "../world/keys";
import type { World } from "../world/world";

export type ReportedOpenApiTrade = { record: OpenApiTradeRecord; contract: AppContract; isSigned: boolean };

/**
 * A trade as a callback of the current protocol reports it, and the contract to sign the callback under: the truth, unless
 * a fault is set for this place. `outBizNo` is the number of the refund that the callback is about.
 */
export function reportOpenApiTrade(
  world: World,
  trade: Trade,
  { where, order, outBizNo }: { where: Where; order: OpenApiOrder; outBizNo: string | null },
): ReportedOpenApiTrade {
  const tampering = takeTampering(world, where, ["amount", "seller", "app"]);
  const right = appContract(world, order);
  const record = recordOf(world, trade, { order, outBizNo });
  return {
    record: { ...record, ...tampering.seller, appId: tampering.appId ?? record.appId, totalFen: tampering.amountFen ?? record.totalFen },
    contract: tampering.signature === "wrong" ? wrongContract(world, right) : right,
    isSigned: tampering.signature !== "none",
  };
}

/** The trade as the gateway has it, with the buyer's account masked. */
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
