import "server-only";
import { inTraceOf, traced } from "@/lib/server/tracing";
import { type OrderStatusAnswer, outlookOf } from "@/lib/shop/orders/order";
import { readStanding } from "@/lib/shop/orders/read-standing";
import type { Shop } from "@/lib/shop/shop";
import { askForPage } from "./refresh-payment";

/** How long a poll is held open at most, in ms: below the idle limits of common proxies. */
const LONGEST_WAIT_MS = 25_000;
/** While a result is awaited the gateway is asked this often, by whichever poll comes first, in ms. */
const ASK_EVERY_MS = 5_000;
/** Pages look again at common moments, so that those of a thousand are a few statements a second (readStanding), in ms. */
const TOGETHER_MS = 250;

/**
 * Answers an order page's poll: at once when the page's `version` is old news, otherwise when the order changes or the
 * time is up, or the server stops. While a payment is awaited the gateway is asked too, shared with everybody who waits
 * (refreshPayment); goods and money that are owed wake the page when they come, and nothing is asked until then.
 */
export async function watchOrder(
  shop: Shop,
  orderId: string,
  { version, waitMs, caller }: { version: string | null; waitMs: number; caller?: AbortSignal },
): Promise<OrderStatusAnswer> {
  const since = Date.now();
  const endsAt = since + Math.min(waitMs, LONGEST_WAIT_MS);
  let patienceMs = ASK_EVERY_MS;
  const leave = new AbortController();
  const signal = caller ? AbortSignal.any([leave.signal, caller]) : leave.signal;
  for (let round = 0; ; round++) {
    // Listening begins before reading, so that no change falls between the two.
    const news = shop.signals.wait(orderId, Math.max(0, Math.min(commonMoment(patienceMs), endsAt) - Date.now()), signal);
    const answer = await readStanding(shop, orderId);
    const outlook = outlookOf(answer);
    const isLeaving = caller?.aborted || shop.signals.ended.aborted;
    if (answer.version !== version || outlook === "at_rest" || Date.now() >= endsAt || isLeaving) {
      leave.abort("answered"); // without a reason of one's own an error is made, with its stack
      if (version !== null && answer.version !== version) await traceNews(orderId, since, answer);
      return answer;
    }
    if (outlook === "owed") patienceMs = LONGEST_WAIT_MS;
    // A buyer who has not come back is most likely still paying: once a poll is enough.
    if (outlook === "unsettled" && (round === 0 || answer.phase !== "to_pay")) void ask(shop, orderId);
    await news;
  }
}

/** The first common moment that is at least `ms` from now, as of the system's clock. */
function commonMoment(ms: number): number {
  return Math.ceil((Date.now() + ms) / TOGETHER_MS) * TOGETHER_MS;
}

/** A poll that brings news belongs to the order's trace; the others say nothing. */
function traceNews(orderId: string, since: number, { phase }: OrderStatusAnswer): Promise<void> {
  const facts = { "http.request.method": "GET", "http.route": "/api/orders/[no]/status", "xiaopu.order.phase": phase } as const;
  return inTraceOf(orderId, () => traced("GET /api/orders/[no]/status", { kind: "server", since, facts }, async () => {}));
}

async function ask(shop: Shop, orderId: string): Promise<void> {
  try {
    await askForPage({ ...shop, occasion: "page" }, orderId);
  } catch (error) {
    shop.log.error({ err: error, orderId }, "asking the gateway for a waiting page failed");
  }
}
