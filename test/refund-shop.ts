import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { reviewDueRefunds } from "@/lib/shop/refunds/due/due-refunds";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { aTrade } from "./fake-gateway";
import { aWish } from "./owner-wish";
import { anOrder, type TestOrder, type TestShop } from "./test-shop";

/** An order that a notice has paid. */
export async function aPaidOrder(shop: TestShop, options: Parameters<typeof anOrder>[1] = {}): Promise<TestOrder> {
  const order = await anOrder(shop, options);
  await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
  return order;
}

/** The owner asks for so many fen back. */
export const ask = (shop: TestShop, { orderId }: TestOrder, amountFen: number) =>
  refundOrder(shop, { orderId, amountFen, reason: "少发一件", wish: aWish() });
export const rows = (shop: TestShop) => shop.db.refund.findMany({ orderBy: { id: "asc" } });

/** Time passes, and the worker looks at what is due. */
export async function pass(shop: TestShop, ms: number): Promise<void> {
  shop.advance(ms);
  while ((await reviewDueRefunds(shop)) > 0);
}
