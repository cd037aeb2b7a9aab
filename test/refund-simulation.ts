import { startPayment } from "@/lib/shop/payments/start-payment";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { aWish } from "./owner-wish";
import { letTimePass, type Simulation } from "./simulation";
import { anOrder, type TestOrder } from "./test-shop";
import { wanted } from "./wishes";

export type RefundKind = "0001" | "keys";

/** What the emulator calls a refund without a password. */
export const REFUND_SERVICE: Record<RefundKind, string> = { "0001": "refund_fastpay_by_platform_nopwd", keys: "alipay.trade.refund" };

/** An order that was paid at the emulator's cashier. */
export async function aPaidOrder(simulation: Simulation): Promise<TestOrder> {
  const order = await anOrder(simulation.shop);
  await startPayment(simulation.shop, order.orderId);
  await simulation.control("POST", `/control/trades/${order.outTradeNo}/pay`, {});
  await letTimePass(simulation, 1_000);
  return order;
}

/** The owner gives so many fen back. */
export const refundOf = (simulation: Simulation, of: TestOrder, fen: number) =>
  wanted(simulation, { of, fen }, refundOrder(simulation.shop, { orderId: of.orderId, amountFen: fen, reason: "少发一件", wish: aWish() }));
