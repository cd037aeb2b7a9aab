import { receiveNotification } from "@/lib/shop/payments/receive-notification";
import { aTrade } from "./fake-gateway";
import { anOrder, type TestOrder, type TestShop } from "./test-shop";

/** A paid order on a gateway of plain values. */
export async function aPaidOrderHere(shop: TestShop): Promise<TestOrder> {
  const order = await anOrder(shop);
  const trade = aTrade(order.outTradeNo, order.totalFen, { paidAt: shop.now() });
  shop.gateway.trades.set(order.outTradeNo, trade);
  const body = Buffer.from(JSON.stringify(trade));
  await receiveNotification(shop, { body, contentType: null, remoteIp: "203.0.113.1" });
  return order;
}
