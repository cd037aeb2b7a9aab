import { describe, expect, test } from "vitest";
import { DAY_MS } from "@/lib/shop/day";
import { newOutTradeNo } from "@/lib/shop/orders/order-no";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { refundHeldPayment } from "@/lib/shop/refunds/requested/refund-held-payment";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { getReport } from "@/lib/shop/reports/get-report";
import { reconcileDay } from "@/lib/shop/reports/reconcile-day";
import { aTrade } from "@/test/fake-gateway";
import { aWish } from "@/test/owner-wish";
import { ask, pass } from "@/test/refund-shop";
import { aPaidOrder, DAY, toTheNextMorning } from "@/test/report-simulation";
import { openSimulation } from "@/test/simulation";
import { anOrder, MINUTE_MS, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { wanted } from "@/test/wishes";
import { NO_FIGURES, netFen, totalOf } from "./figures";
import { readDays } from "./read-days";

const pay = async (shop: TestShop, { outTradeNo, totalFen }: TestOrder) =>
  settlePayment(shop, aTrade(outTradeNo, totalFen, { paidAt: shop.now() }), "notify");

/** What lies at Alipay by the ledger, in fen. */
async function atAlipay({ pool }: TestShop): Promise<number> {
  const { rows } = await pool.query<{ fen: string }>(
    "SELECT sum(CASE WHEN debit = 'gateway' THEN amount_fen WHEN credit = 'gateway' THEN -amount_fen ELSE 0 END) AS fen FROM ledger_transfers",
  );
  return Number(rows[0]?.fen);
}

describe("an owner who looks at a day", () => {
  test("sees what came, what went back and what is held, and no order vanishes from it because it was refunded", async () => {
    const shop = await testShop(); // 22 November
    const [kept, regretted] = [await anOrder(shop), await anOrder(shop)];
    await anOrder(shop); // never paid
    await pay(shop, kept);
    await pay(shop, regretted);
    // Money that pays no order: it is held, and Alipay's account has it all the same.
    const strange = aTrade(newOutTradeNo(shop.now(), ""), 700, { paidAt: shop.now() });
    await settlePayment(shop, strange, "notify");

    shop.advance(DAY_MS);
    await ask(shop, regretted, regretted.totalFen); // paid yesterday
    const sameDay = await anOrder(shop);
    await pay(shop, sameDay);
    await ask(shop, sameDay, sameDay.totalFen); // paid today
    await ask(shop, kept, 480); // a part
    const held = await shop.db.payment.findFirstOrThrow({ where: { disposition: "held" } });
    await refundHeldPayment(shop, { paymentId: held.id, reason: "不是本店的款", wish: aWish() });
    await pass(shop, MINUTE_MS);

    const days = await readDays(shop, { from: "2026-11-21", to: "2026-11-24" });
    expect(days).toEqual([
      { ...NO_FIGURES, day: "2026-11-21" },
      { ...NO_FIGURES, day: "2026-11-22", payments: 3, paidFen: 4660, held: 1, heldFen: 700, placed: 3, placedAndPaid: 2 },
      {
        ...{ ...NO_FIGURES, day: "2026-11-23", payments: 1, paidFen: 1980, placed: 1, placedAndPaid: 1 },
        ...{ refunds: 4, refundedFen: 1980 + 1980 + 480 + 700, heldRefundedFen: 700 },
      },
      { ...NO_FIGURES, day: "2026-11-24" },
    ]);
    expect(days.map(netFen)).toEqual([0, 4660, -3160, 0]);
    expect(netFen(totalOf(days))).toBe(await atAlipay(shop));
  });

  test("finds a late payment on the day on which it was made, though the shop heard of it on the next one", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const paidAt = new Date("2026-11-22T15:59:59.999Z"); // the last moment of the day in Shanghai
    shop.advance(DAY_MS);
    await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen, { paidAt }), "query");
    const [yesterday, today] = await readDays(shop, { from: "2026-11-22", to: "2026-11-23" });
    expect([yesterday?.paidFen, today?.paidFen]).toEqual([order.totalFen, 0]);
  });

  test("sees a refund when it is done, and nothing of one that waits or has failed", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await pay(shop, order);
    shop.gateway.answers.refund = { kind: "refused", code: "ACQ.SELLER_BALANCE_NOT_ENOUGH", detail: "", advice: "same_again_later" };
    await ask(shop, order, 500);
    await pass(shop, MINUTE_MS);
    const today = { from: "2026-11-22", to: "2026-11-22" };
    expect(await readDays(shop, today)).toMatchObject([{ refunds: 0, refundedFen: 0 }]);
  });

  test("reads the same sums as Alipay's bill of the day has", async () => {
    const simulation = await openSimulation({ kind: "keys" });
    await aPaidOrder(simulation, { priceFen: 1980 });
    const order = await aPaidOrder(simulation, { priceFen: 2000 });
    const refunding = refundOrder(simulation.shop, { orderId: order.orderId, amountFen: 500, reason: "少发一件", wish: aWish() });
    await wanted(simulation, { of: order, fen: 500 }, refunding);
    toTheNextMorning(simulation);
    expect(await reconcileDay(simulation.shop, DAY)).toMatchObject({ ok: true, status: "matched" });
    const report = await getReport(simulation.shop, DAY);
    const [day] = await readDays(simulation.shop, { from: DAY, to: DAY });
    expect(report?.bill).toMatchObject({ payments: 2, paymentsFen: 3980, refunds: 1, refundsFen: 500 });
    expect(report?.bill).toMatchObject({
      ...{ payments: day?.payments, paymentsFen: day?.paidFen, refunds: day?.refunds, refundsFen: day?.refundedFen },
    });
  });
});
