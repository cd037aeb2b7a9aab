import { expect, test } from "vitest";
import { aTrade } from "@/test/fake-gateway";
import { anOrder, MINUTE_MS, testShop } from "@/test/test-shop";
import { closeOrder, requestClose } from "./close-order";
import { reviewOrder } from "./review-order";
import { startPayment } from "./start-payment";

test("a buyer who pays a given-up order while the worker stands still, with an older answer in its hand, is found all the same", async () => {
  const shop = await testShop();
  const { orderId, outTradeNo, totalFen } = await anOrder(shop);
  await startPayment(shop, orderId);
  await requestClose(shop, orderId, "buyer");
  shop.gateway.during.query = async () => {
    delete shop.gateway.during.query;
    // The gateway has said that there is no trade. The machine sleeps; the link's time ends, and so does that for a last look.
    shop.gateway.trades.set(outTradeNo, aTrade(outTradeNo, totalFen));
    shop.advance(45 * MINUTE_MS);
  };

  const next = await reviewOrder(shop, orderId);
  expect(next, "when the worker looks again").not.toBeNull();
  await reviewOrder(shop, orderId);
  expect(await shop.db.order.findUniqueOrThrow({ where: { id: orderId } })).toMatchObject({ status: "PAID" });
});

test("a buyer who pays in the last moment, while the worker that closes the order stands still with the gateway's answer, is not late", async () => {
  const shop = await testShop();
  const { orderId, outTradeNo, totalFen } = await anOrder(shop);
  shop.advance(MINUTE_MS / 2);
  await startPayment(shop, orderId);
  shop.advance(29.5 * MINUTE_MS);
  let questions = 0;
  shop.gateway.during.query = async () => {
    if (++questions < 2) return;
    delete shop.gateway.during.query;
    shop.gateway.trades.set(outTradeNo, aTrade(outTradeNo, totalFen));
    shop.advance(5 * MINUTE_MS);
  };
  expect(await closeOrder(shop, orderId)).toMatchObject({ kind: "not_yet" });
  expect(await closeOrder(shop, orderId)).toEqual({ kind: "paid" });
});
