import { formatTime } from "@/lib/alipay/time";
import type { OpenApiOrder, Order, Token, WapOrder } from "../ledger/types";
import { type Random, randomHex } from "../plumbing/random";
import type { World } from "../world/world";

const MINUTE_MS = 60_000;

export type WapRequest = Omit<WapOrder, "protocol" | "createdAt" | "expiresAt"> & { payExpireMinutes: number };

/**
 * Stores the order and gives a token for its cashier; makes no trade (alipay-wap §0). An out_trade_no that is known gets a
 * fresh token for the same order, whose limit stays as it was first set; null when goods, sum or seller differ from it.
 */
export function placeOrder(world: World, { payExpireMinutes, ...asked }: WapRequest): Token | null {
  const now = world.now();
  const known = world.ledger.get("order", asked.outTradeNo);
  if (known && !isSame(known, asked)) return null;
  return putOrder(world, {
    ...asked,
    protocol: "wap-token",
    createdAt: known?.createdAt ?? now,
    expiresAt: known?.expiresAt ?? new Date(now.getTime() + payExpireMinutes * MINUTE_MS),
  });
}

export type PageRequest = Omit<OpenApiOrder, "protocol" | "createdAt">;

/**
 * The same for a page request of the current protocol. Until there is a trade the latest request is the order, for an
 * opened cashier has made nothing (alipay-openapi §1.1); with a trade it stays what it was, and another sum, other goods
 * or another seller give null (CONTEXT_INCONSISTENT).
 */
export function placePageOrder(world: World, asked: PageRequest): Token | null {
  const known = world.ledger.get("order", asked.outTradeNo);
  const hasTrade = world.ledger.get("trade", asked.outTradeNo) !== undefined;
  if (known && hasTrade) return isSame(known, asked) ? giveToken(world, known) : null;
  return putOrder(world, { ...asked, protocol: "openapi", createdAt: known?.createdAt ?? world.now() });
}

function putOrder(world: World, order: Order): Token {
  world.ledger.put("order", order.outTradeNo, order);
  return giveToken(world, order);
}

function giveToken(world: World, { outTradeNo }: Order): Token {
  const createdAt = world.now();
  const token: Token = { token: newToken(world.random, createdAt), outTradeNo, createdAt };
  world.ledger.put("token", token.token, token);
  return token;
}

type Terms = Pick<Order, "subject" | "totalFen" | "sellerAccount">;

function isSame(order: Terms, asked: Terms): boolean {
  return order.subject === asked.subject && order.totalFen === asked.totalFen && order.sellerAccount === asked.sellerAccount;
}

/** The date and 32 hex digits, as captured from 2010 to 2016 (alipay-wap §3). */
function newToken(random: Random, now: Date): string {
  return formatTime(now).slice(0, 10).replaceAll("-", "") + randomHex(random, 32);
}
