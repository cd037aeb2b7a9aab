import "server-only";
import type { Shop } from "@/lib/shop/shop";
import type { SeenAttempt } from "./judge-closing";
import { askGateway, type PaymentTruth } from "./refresh-payment";

/** Asks the gateway about an attempt, closes its trade there unless it is over, and asks again: what is answered is the last word. */
export async function closeAtGateway(shop: Shop, attempt: SeenAttempt): Promise<PaymentTruth> {
  const before = await askGateway(shop, attempt, { force: true });
  if (before.kind === "settled") return before;
  const closing = await shop.gateways.of(attempt.contract).closeTrade(attempt.outTradeNo);
  if (closing.kind === "unknown")
    shop.log.warn({ outTradeNo: attempt.outTradeNo, detail: closing.detail }, "closing has an unknown outcome");
  return askGateway(shop, attempt, { force: true });
}
