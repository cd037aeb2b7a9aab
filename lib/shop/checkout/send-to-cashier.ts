import "server-only";
import { type Refusal, refuse } from "@/lib/server/result";
import { inTraceOf, traced } from "@/lib/server/tracing";
import type { Placed, Screen } from "@/lib/shop/orders/placed-order";
import { startBegun, startPayment } from "@/lib/shop/payments/start-payment";
import type { Shop } from "@/lib/shop/shop";

/** Where the buyer of an order is sent, or why nowhere. */
export type SentToCashier = Awaited<ReturnType<typeof startPayment>> | Refusal<"unknown">;

/**
 * Leads from a placed order on to the cashier. The order is there by now, so even an unexpected error is a refusal, which leads to its
 * page. `since` is when its form came (Date.now()): the trace of the payment begins there. `screen` is the buyer's.
 */
export function sendToCashier(
  shop: Shop,
  { begun, replayed, ...order }: Placed,
  since: number,
  screen: Screen = "phone",
): Promise<SentToCashier> {
  const facts = { "http.request.method": "POST", "http.route": "/checkout", "xiaopu.order.no": order.no } as const;
  const go = async (): Promise<SentToCashier> => {
    await traced("place order", { since }, async () => {});
    try {
      return begun ? await startBegun(shop, order, begun) : await startPayment(shop, order.orderId, { screen });
    } catch (error) {
      shop.log.error({ err: error, orderId: order.orderId }, "starting a payment failed after the order was placed");
      return refuse("unknown");
    }
  };
  const span = { kind: "server", since, facts } as const;
  // The same form once more is in the trace that its first time began.
  if (replayed) return inTraceOf(order.orderId, () => traced("POST /checkout", span, go));
  return traced("POST /checkout", { ...span, beginsTraceOf: order.orderId }, go);
}
