import { expect, test } from "vitest";
import { postPayment } from "@/lib/shop/ledger/post-transfer";
import { readHeldPayments } from "@/lib/shop/refunds/read-held-payments";
import { CONTRACT } from "@/test/fake-gateway";
import { aWish } from "@/test/owner-wish";
import { testShop } from "@/test/test-shop";
import { refundHeldPayment } from "./refund-held-payment";

test("an owner cannot give a counter's money back from here, even where it was booked as held before", async () => {
  const shop = await testShop();
  const held = {
    tradeNo: "2026112200000001",
    outTradeNo: "COUNTER-1",
    contract: CONTRACT,
    amountFen: 880,
    disposition: "held",
    paidAt: shop.now(),
    source: "notify",
  };
  const { id: paymentId } = await shop.db.payment.create({ data: held });
  await postPayment(shop.db, { paymentId, disposition: "held", amountFen: held.amountFen, at: shop.now() });
  await shop.db.discrepancy.create({
    data: { kind: "unknown_order", dedupeKey: "unknown_order:2026112200000001", tradeNo: held.tradeNo },
  });
  expect(await refundHeldPayment(shop, { paymentId, reason: "误点", wish: aWish() })).toEqual({ ok: false, reason: "other_business" });
  expect(await shop.db.refund.count()).toBe(0);
  expect((await readHeldPayments(shop, [held.tradeNo])).get(held.tradeNo)).toMatchObject({ leftFen: 0 });
});
