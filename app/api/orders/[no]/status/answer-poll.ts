import "server-only";
import { visitorKey } from "@/lib/server/address";
import type { DirectAnswer } from "@/lib/server/answer-directly";
import { createCrowd } from "@/lib/server/crowd";
import { logLimit } from "@/lib/server/log-limit";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { hashOfCookie } from "@/lib/shop/buyers/buyer-token";
import { inBackground } from "@/lib/shop/gateway/guard-gateway";
import { countPoll } from "@/lib/shop/metrics";
import { findVisibleId } from "@/lib/shop/orders/get-order";
import { watchOrder } from "@/lib/shop/payments/watch-order";

/** `token`: of the buyer's cookie. `caller`: aborted when whoever asks goes away. */
export type Poll = { no: string; search: URLSearchParams; token: string | undefined; remoteIp: string; caller: AbortSignal };

/** The order page's poll: ?version= what the page shows, ?wait= seconds to hold on for news. */
export async function answerPoll({ no, search, token, remoteIp, caller }: Poll): Promise<DirectAnswer> {
  const shop = getShop();
  const tokenHash = hashOfCookie(token);
  const orderId = tokenHash && (await findVisibleId(shop, no, tokenHash));
  if (!orderId) return json({ error: "not_found" }, 404);
  const waitMs = 1000 * Math.max(0, Math.trunc(Number(search.get("wait")) || 0));
  const leave = waitMs > 0 ? enter(orderId, remoteIp) : null;
  try {
    const wait = { version: search.get("version"), waitMs: leave ? waitMs : 0, caller };
    const answer = await watchOrder(inBackground(shop), orderId, wait);
    const isCrowded = waitMs > 0 && leave === null;
    if (isCrowded) logLimit("polls");
    return json(isCrowded ? { ...answer, askAgainInS: ASK_AGAIN_S } : answer, 200);
  } finally {
    leave?.();
  }
}

/** What one page costs while it waits is small; what thousands cost is not. Who finds no room is answered at once. */
function enter(orderId: string, remoteIp: string): (() => void) | null {
  const { perOrder, perAddress, inAll } = getShop().config.polls;
  const leave = globals.xiaopuPolls?.enter([
    { key: `order ${orderId}`, atMost: perOrder },
    { key: `address ${visitorKey(remoteIp)}`, atMost: perAddress },
    { key: "all", atMost: inAll },
  ]);
  if (!leave) return null;
  const uncount = countPoll();
  return () => {
    leave();
    uncount();
  };
}

/** Kept on globalThis, since Next loads modules twice: whoever waits counts once, however the address was written. */
const globals = globalThis as typeof globalThis & { xiaopuPolls?: ReturnType<typeof createCrowd> };
globals.xiaopuPolls ??= createCrowd();
const ASK_AGAIN_S = 10;

function json(answer: object, status: number): DirectAnswer {
  return { status, headers: { "Content-Type": "application/json", "Cache-Control": "private, no-store" }, body: JSON.stringify(answer) };
}
