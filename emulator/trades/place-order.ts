import { formatTime } from "@/lib/alipay/time";
import type { OpenApiOrder, Order, Token, WapOrder } from "../ledger/types";
import { type Random, randomHex } from "../plumbing/random";
import type { World } from "../world/world";

const MINUTE_MS = 60_000;

export type WapRequest = Omit<WapOrder, "protocol" | "createdAt" | "expiresAt"> & { payExpireMinutes: number };

/**
 * Stores the order and returns a token for its cashier; makes no trade (docs/wire/alipay-wap.md §0). A known out_trade_no
 * gets a fresh token for the same order, and the time limit stays as it was first set. Null when goods, sum or seller
 * differ.
 */
export function placeOrder(world: World, { payExpireMinutes, ...requested }: WapRequest): Token | null {
  const now = world.now();
  const known = world.ledger.get("order", requested.outTradeNo);
  if (known && !isSame(known, requested)) return null;
  return putOrder(world, {
    ...requested,
    protocol: "wap-token",
    createdAt: known?.createdAt ?? now,
    expiresAt: known?.expiresAt ?? new Date(now.getTime() + payExpireMinutes * MINUTE_MS),
  });
}

export type PageRequest = Omit<OpenApiOrder, "protocol" | "createdAt">;

/**
 * The same for a page request of the current protocol. Until there is a trade, the latest request replaces the order,
 * because an open cashier has created nothing (docs/wire/alipay-openapi.md §1.1). Once there is a trade the order stays as
 * it is, and another sum, other goods, another seller or another page return null (CONTEXT_INCONSISTENT). Whether Alipay minds the page is
 * in no document; here it does, so that nobody comes to rely on it (docs/wire/alipay-openapi.md §1.8).
 */
export function placePageOrder(world: World, requested: PageRequest): Token | null {
  const known = world.ledger.get("order", requested.outTradeNo);
  const hasTrade = world.ledger.get("trade", requested.outTradeNo) !== undefined;
  const isSamePage = known?.protocol !== "openapi" || known.page === requested.page;
  if (known && hasTrade) return isSame(known, requested) && isSamePage ? giveToken(world, known) : null;
  return putOrder(world, { ...requested, protocol: "openapi", createdAt: known?.createdAt ?? world.now() });
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

function isSame(order: Terms, requested: Terms): boolean {
  return order.subject === requested.subject && order.totalFen === requested.totalFen && order.sellerAccount === requested.sellerAccount;
}

/** The date and 32 hex digits, as captured from 2010 to 2016 (docs/wire/alipay-wap.md §3). */
function newToken(random: Random, now: Date): string {
  return formatTime(now).slice(0, 10).replaceAll("-", "") + randomHex(random, 32);
}
