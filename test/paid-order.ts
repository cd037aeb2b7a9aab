import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { aTrade } from "./fake-gateway";
import { anOrder, type TestOrder, type TestShop } from "./test-shop";

/** An order that its buyer has paid, as the gateway tells it. */
export async function aPaidOrder(shop: TestShop): Promise<TestOrder> {
  const order = await anOrder(shop);
  await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
  return order;
}
