import { payAtCashier } from "./open-cashier";
import { openMerchant, REFUND_NOTIFY_URL, type TestMerchant } from "./test-merchant";

/** A merchant of the current protocol with two payments, T1 of 19.80 and T2 of 5.00, and, a minute later, 3.00 of T1 given back as R001. */
export async function refundedShop(): Promise<TestMerchant> {
  const shop = openMerchant({ app: { mode: "key" } });
  await payAtCashier(shop);
  await payAtCashier(shop, { outTradeNo: "T2", amountFen: 500 });
  const queried = await shop.gateway.queryTrade("T1");
  if (queried.kind !== "trade") throw new Error(queried.kind);
  const { tradeNo, totalFen } = queried.trade;
  shop.passTime(60_000);
  const refund = { outTradeNo: "T1", tradeNo, totalFen, outRequestNo: "R001", amountFen: 300, reason: "少发一件" };
  const answer = await shop.gateway.refund({ ...refund, notifyUrl: REFUND_NOTIFY_URL, requestedAt: shop.now() });
  if (answer.kind !== "refunded") throw new Error(answer.kind);
  return shop;
}
