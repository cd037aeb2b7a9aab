import { formatTime } from "@/lib/alipay/time";
import type { Buyer, Order, Trade } from "../ledger/types";
import { randomDigits } from "../plumbing/random";
import type { World } from "../world/world";
import { isExpired } from "./standing";

/**
 * The trade of an order, created now when a buyer logs in for the first time. Null when the order has expired, or when the
 * trade belongs to another buyer.
 */
export function openTrade(world: World, order: Order, buyer: Buyer): Trade | null {
  const { ledger } = world;
  const known = ledger.get("trade", order.outTradeNo);
  if (known) return known.buyer.id === buyer.id ? known : null;
  const now = world.now();
  if (isExpired(order, now)) return null;
  const expiresAt = expiryOf(order, now);
  if (expiresAt !== order.expiresAt) ledger.put("order", order.outTradeNo, { ...order, expiresAt });
  const trade: Trade = {
    outTradeNo: order.outTradeNo,
    tradeNo: formatTime(now).slice(0, 10).replaceAll("-", "") + randomDigits(world.random, 20),
    status: "WAIT_BUYER_PAY",
    buyer,
    createdAt: now,
    modifiedAt: now,
    paidAt: null,
    closedAt: null,
    refundedFen: 0,
    refundedAt: null,
    returnWithheld: false,
  };
  ledger.put("trade", order.outTradeNo, trade);
  ledger.put("due", `expire:${order.outTradeNo}`, { kind: "expire", key: order.outTradeNo, dueAt: expiresAt });
  return trade;
}

/** A limit in minutes or days counts from the trade's beginning, not from the opening of the page (docs/wire/alipay-openapi.md §1.1). */
function expiryOf(order: Order, now: Date): Date {
  return order.protocol === "openapi" && order.timeoutMs !== null ? new Date(now.getTime() + order.timeoutMs) : order.expiresAt;
}
