import { formatTime } from "@/lib/alipay/time";
import { type Random, randomHex } from "../ledger/random";
import type { Order, SecId, Token } from "../ledger/types";
import type { World } from "../world";

const MINUTE_MS = 60_000;

export type OrderRequest = {
  outTradeNo: string;
  subject: string;
  totalFen: number;
  sellerAccount: string;
  callBackUrl: string;
  notifyUrl: string | null;
  merchantUrl: string | null;
  payExpireMinutes: number;
  secId: SecId;
};

/**
 * Stores the order and gives a token for its cashier; makes no trade (alipay-wap §0). An out_trade_no that is known gets a
 * fresh token for the same order, whose limit stays as it was first set; null when goods, sum or seller differ from it.
 */
export function placeOrder(world: World, request: OrderRequest): Token | null {
  const { ledger } = world;
  const now = world.now();
  const known = ledger.get("order", request.outTradeNo);
  if (known && !isSame(known, request)) return null;
  const { payExpireMinutes, ...asked } = request;
  const order: Order = {
    ...asked,
    createdAt: known?.createdAt ?? now,
    expiresAt: known?.expiresAt ?? new Date(now.getTime() + payExpireMinutes * MINUTE_MS),
  };
  ledger.put("order", order.outTradeNo, order);
  const token: Token = { token: newToken(world.random, now), outTradeNo: order.outTradeNo, createdAt: now };
  ledger.put("token", token.token, token);
  return token;
}

function isSame(order: Order, request: OrderRequest): boolean {
  return order.subject === request.subject && order.totalFen === request.totalFen && order.sellerAccount === request.sellerAccount;
}

/** The date and 32 hex digits, as captured from 2010 to 2016 (alipay-wap §3). */
function newToken(random: Random, now: Date): string {
  return formatTime(now).slice(0, 10).replaceAll("-", "") + randomHex(random, 32);
}
