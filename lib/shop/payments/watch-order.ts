import "server-only";
import { type OrderStatusAnswer, outlookOf } from "@/lib/shop/orders/order";
import { readStanding } from "@/lib/shop/orders/read-standing";
import type { Shop } from "@/lib/shop/shop";
import { refreshPayment } from "./refresh-payment";

/** How long a poll is held open at most, in ms: below the idle limits of common proxies. */
const LONGEST_WAIT_MS = 25_000;
/** While a result is awaited the gateway is asked this often, by whichever poll comes first, in ms. */
const ASK_EVERY_MS = 5_000;

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
  const endsAt = Date.now() + Math.min(waitMs, LONGEST_WAIT_MS);
  let patienceMs = ASK_EVERY_MS;
  for (let round = 0; ; round++) {
    const leave = new AbortController();
    // Listening begins before reading, so that no change falls between the two.
    const signal = caller ? AbortSignal.any([leave.signal, caller]) : leave.signal;
    const news = shop.signals.wait(orderId, Math.max(0, Math.min(patienceMs, endsAt - Date.now())), signal);
    const answer = await readStanding(shop, orderId);
    const outlook = outlookOf(answer);
    const isLeaving = caller?.aborted || shop.signals.ended.aborted;
    if (answer.version !== version || outlook === "at_rest" || Date.now() >= endsAt || isLeaving) {
      leave.abort();
      return answer;
    }
    if (outlook === "owed") patienceMs = LONGEST_WAIT_MS;
    // A buyer who has not come back is most likely still paying: once a poll is enough.
    if (outlook === "unsettled" && (round === 0 || answer.phase !== "to_pay")) void ask(shop, orderId);
    await news;
  }
}

async function ask(shop: Shop, orderId: string): Promise<void> {
  try {
    await refreshPayment({ ...shop, occasion: "page" }, orderId, { actor: "buyer" });
  } catch (error) {
    shop.log.error({ err: error, orderId }, "asking the gateway for a waiting page failed");
  }
}
