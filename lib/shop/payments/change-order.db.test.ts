import { describe, expect, test } from "vitest";
import { aTrade } from "@/test/fake-gateway";
import { changeAsOwner, changeForm } from "@/test/owner-change";
import { aCoupon } from "@/test/promotions";
import { ADDRESS, aBuyer, anOrder, MINUTE_MS, stockGoods, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { checkOut } from "../checkout/check-out";
import { addTemplate } from "../freight/save-template";
import { getOrderForBuyer } from "../orders/get-order";
import { placeOrder } from "../orders/place-order";
import { refundUnusablePayments } from "../refunds/requested/refund-unusable-payments";
import { changeOrder } from "./change-order";
import { requestClose } from "./close-order";
import { reviewDueChanges } from "./due-changes";
import { reviewDueOrders } from "./due-orders";
import { settlePayment } from "./settle-payment";
import { startPayment } from "./start-payment";
import { withdrawChange } from "./withdraw-change";

const WAITS = { status: "WAIT_BUYER_PAY" } as const;
const UNKNOWN = { kind: "unknown", detail: "no answer" } as const;

/** An order whose buyer has logged in at the cashier. */
async function atCashier(shop: TestShop, options: Parameters<typeof anOrder>[1] = {}): Promise<TestOrder> {
  const order = await anOrder(shop, options);
  await startPayment(shop, order.orderId);
  shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen, WAITS));
  return order;
}
/** An order that was made cheaper when the time of its cashier page, which was only opened, was over. */
async function onceOnlyOpened(shop: TestShop): Promise<TestOrder> {
  const order = await anOrder(shop);
  await startPayment(shop, order.orderId);
  await changeAsOwner(shop, order.orderId, { offFen: 480 });
  const { payableUntil } = await shop.db.paymentAttempt.findFirstOrThrow({ where: { outTradeNo: order.outTradeNo } });
  shop.advance(payableUntil.getTime() + MINUTE_MS / 2 - shop.now().getTime());
  await reviewDueChanges(shop);
  expect(await read(shop, order)).toMatchObject({ totalFen: 1500, changing: false });
  return order;
}
const read = (shop: TestShop, { orderId }: { orderId: string }) =>
  shop.db.order.findUniqueOrThrow({
    where: { id: orderId },
    include: { attempts: { orderBy: { createdAt: "asc" } }, lines: true, changes: true },
  });
const pay = (shop: TestShop, outTradeNo: string, fen: number) => {
  const trade = aTrade(outTradeNo, fen);
  shop.gateway.trades.set(outTradeNo, trade);
  return settlePayment(shop, trade, "notify");
};

describe("an owner makes an order cheaper", () => {
  test("that nobody went to pay: it costs the new sum at once, under a number of its own", async () => {
    const shop = await testShop();
    const order = await anOrder(shop, { quantity: 3 });
    expect(await changeAsOwner(shop, order.orderId, { lineFens: [5000], offFen: 500, reason: "老顾客" })).toEqual({
      ok: true,
      state: "applied",
    });
    const changed = await read(shop, order);
    expect(changed).toMatchObject({
      itemsFen: 5940,
      adjustFen: -1440,
      totalFen: 4500,
      changing: false,
      lines: [{ priceFen: 1980, adjustFen: -1440 }],
    });
    expect(changed.attempts.map(({ status, amountFen }) => [status, amountFen])).toEqual([
      ["CLOSED", 5940],
      ["OPEN", 4500],
    ]);
    expect(shop.gateway.asked).toEqual([]);
    const seen = await getOrderForBuyer(shop, order.no, order.buyerId);
    expect(seen?.view).toMatchObject({
      totalFen: 4500,
      changes: [{ state: "applied", reason: "老顾客", total: { fromFen: 5940, toFen: 4500 } }],
    });
    expect(seen?.view.lines).toMatchObject([{ paidFen: 4500 }]);
  });

  test("and nothing is written before its owner has seen the new sum", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const form = await changeForm(shop, order.orderId, { offFen: 500 });
    const shown = await changeOrder(shop, order.orderId, form);
    expect(shown).toMatchObject({
      ok: false,
      reason: "not_seen",
      preview: { terms: { total: { fromFen: 1980, toFen: 1480 } }, waits: false },
    });
    if (shown.ok || shown.reason !== "not_seen") throw new Error("it was not shown");
    expect(await changeOrder(shop, order.orderId, { ...form, offFen: 600, seen: shown.seen }), "another sum than was seen").toMatchObject({
      reason: "not_seen",
    });
    expect(await read(shop, order)).toMatchObject({ totalFen: 1980, changes: [] });
  });

  test("whose buyer is at the cashier: that payment is closed first, and a button with the old sum pays nothing", async () => {
    const shop = await testShop();
    const order = await atCashier(shop);
    expect(await changeAsOwner(shop, order.orderId, { offFen: 480 })).toEqual({ ok: true, state: "applied" });
    expect(shop.gateway.closed).toEqual([order.outTradeNo]);
    for (const seenFen of [undefined, 1980])
      expect(await startPayment(shop, order.orderId, { seenFen })).toEqual({
        ok: false,
        reason: "sum_changed",
        fromFen: seenFen ?? null,
        toFen: 1500,
      });
    expect(await startPayment(shop, order.orderId, { seenFen: 1500 })).toMatchObject({ ok: true });
    const [, next] = (await read(shop, order)).attempts;
    expect(shop.gateway.started).toEqual([order.outTradeNo, next?.outTradeNo]);
    expect(await pay(shop, next?.outTradeNo ?? "", 1500)).toMatchObject({ kind: "paid" });
  });

  test("or dearer, and its buyer pays that only with the new sum before the eyes", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    expect(await changeAsOwner(shop, order.orderId, { shippingFen: 2000 })).toEqual({ ok: true, state: "applied" });
    expect(await startPayment(shop, order.orderId, { seenFen: 1980 })).toMatchObject({ ok: false, reason: "sum_changed", toFen: 3980 });
    expect(await read(shop, order)).toMatchObject({ shippingFen: 2000, adjustFen: 0, freight: { feeFen: 2000, placedFen: 0 } });
  });

  test("with a coupon: its share stays with each line, and the rest is shared out by what the lines cost", async () => {
    const shop = await testShop();
    const [tea, cup] = [await stockGoods(shop, { priceFen: 2000 }), await stockGoods(shop, { priceFen: 1000, title: "茶杯" })];
    await aCoupon(shop);
    const items = [tea, cup].map(({ variantId }, place) => ({ variantId, quantity: 1, expectedPriceFen: place === 0 ? 2000 : 1000 }));
    const placed = await placeOrder(shop, await aBuyer(shop), {
      ...{ idempotencyKey: "k", items, couponCode: "SAVE5", expectedDiscountFen: 500, address: ADDRESS, note: "" },
    });
    if (!placed.ok) throw new Error(placed.reason);
    await changeAsOwner(shop, placed.orderId, { offFen: 250 });
    const { lines, totalFen } = await read(shop, placed);
    expect(totalFen).toBe(2250);
    expect(lines.map(({ discountFen, adjustFen }) => [discountFen, adjustFen])).toEqual([
      [333, -167],
      [167, -83],
    ]);
  });
});

describe("while a payment at the old sum may still come", () => {
  test("it pays the order as it was when it is quicker, and the owner is told that nothing was changed", async () => {
    const shop = await testShop();
    const order = await atCashier(shop);
    shop.gateway.during.close = () => pay(shop, order.outTradeNo, 1980);
    expect(await changeAsOwner(shop, order.orderId, { offFen: 480, receiver: { receiverName: "别人" } })).toEqual({
      ok: true,
      state: "paid",
    });
    expect(await read(shop, order)).toMatchObject({ status: "PAID", totalFen: 1980, changing: false, receiverName: ADDRESS.name });
    await reviewDueChanges(shop);
    expect(await shop.db.discrepancy.findMany()).toMatchObject([
      { kind: "paid_before_change", amountFen: 1980, detail: { wantedFen: 1500 } },
    ]);
    expect(await reviewDueChanges(shop), "it is told once").toBe(0);
  });

  test("and Alipay does not answer: the old terms stand, nobody is sent to pay, and the change is over by itself", async () => {
    const shop = await testShop();
    const order = await atCashier(shop);
    shop.gateway.answers.query = UNKNOWN;
    expect(await changeAsOwner(shop, order.orderId, { offFen: 480 })).toEqual({ ok: true, state: "waiting" });
    expect(await read(shop, order)).toMatchObject({ status: "PENDING", totalFen: 1980, changing: true });
    expect(await startPayment(shop, order.orderId, { seenFen: 1980 })).toEqual({ ok: false, reason: "changing" });
    expect(await changeAsOwner(shop, order.orderId, { offFen: 1 }), "another one beside it").toMatchObject({ reason: "changing" });
    for (let minute = 0; minute < 45; minute++) {
      shop.advance(MINUTE_MS);
      await reviewDueChanges(shop);
    }
    expect(await read(shop, order)).toMatchObject({ totalFen: 1980, changing: false, changes: [{ state: "unanswered", receiver: null }] });
    shop.gateway.answers = {};
    expect(await startPayment(shop, order.orderId, { seenFen: 1980 }), "the old price is good again").toMatchObject({ ok: true });
  });

  test("but the cashier was only opened: nobody can close that, so its time is waited for, and a last look follows", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await startPayment(shop, order.orderId);
    expect(await changeAsOwner(shop, order.orderId, { offFen: 480 })).toEqual({ ok: true, state: "waiting" });
    const { payableUntil } = (await read(shop, order)).attempts[0] ?? {};
    shop.advance((payableUntil?.getTime() ?? 0) + 15_000 - shop.now().getTime());
    await reviewDueChanges(shop);
    await reviewDueOrders(shop);
    expect(await read(shop, order), "its link might still be taken by a clock that is late").toMatchObject({
      status: "PENDING",
      totalFen: 1980,
    });
    shop.advance(MINUTE_MS);
    await reviewDueChanges(shop);
    expect(await read(shop, order)).toMatchObject({ status: "PENDING", totalFen: 1500, changing: false });
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, 1980));
    shop.advance(11 * MINUTE_MS);
    await reviewDueChanges(shop);
    expect(await shop.db.payment.findMany(), "what slipped in").toMatchObject([{ disposition: "held", amountFen: 1980 }]);
  });

  test("and nobody answers at the last look: it is asked until somebody does, and a trade that waits there is closed", async () => {
    const shop = await testShop();
    const order = await onceOnlyOpened(shop);
    shop.gateway.answers.query = UNKNOWN;
    shop.advance(11 * MINUTE_MS);
    await reviewDueChanges(shop);
    shop.gateway.answers = {};
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, 1980, WAITS));
    shop.advance(MINUTE_MS);
    await reviewDueChanges(shop);
    expect(shop.gateway.closed.at(-1)).toBe(order.outTradeNo);
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, 1980));
    shop.advance(5 * MINUTE_MS);
    await reviewDueChanges(shop);
    expect(await shop.db.payment.findMany()).toMatchObject([{ disposition: "held", amountFen: 1980 }]);
    shop.advance(MINUTE_MS * 60);
    expect(await reviewDueChanges(shop), "that ends it").toBe(0);
  });

  test("and nobody ever answers: after a day the owner is told that it is not known", async () => {
    const shop = await testShop();
    const order = await onceOnlyOpened(shop);
    shop.gateway.answers.query = UNKNOWN;
    for (const minutes of [11, 12, 24 * 60]) {
      shop.advance(minutes * MINUTE_MS);
      expect(await reviewDueChanges(shop)).toBe(1);
      expect(await shop.db.discrepancy.count({ where: { kind: "payment_unanswered" } })).toBe(0);
    }
    shop.advance(60 * MINUTE_MS);
    await reviewDueChanges(shop);
    expect(await shop.db.discrepancy.findMany({ where: { kind: "payment_unanswered" } })).toMatchObject([
      { orderId: order.orderId, outTradeNo: order.outTradeNo, amountFen: 1980 },
    ]);
    shop.advance(24 * 60 * MINUTE_MS);
    expect(await reviewDueChanges(shop)).toBe(0);
  });

  test("money that Alipay keeps back decides nothing: the change waits for it, and ends as paid when it comes", async () => {
    const shop = await testShop();
    const order = await atCashier(shop);
    const withheld = aTrade(order.outTradeNo, 1980, { status: "TRADE_PENDING" });
    shop.gateway.during.close = async () => void shop.gateway.trades.set(order.outTradeNo, withheld);
    expect(await changeAsOwner(shop, order.orderId, { offFen: 480 })).toEqual({ ok: true, state: "waiting" });
    shop.gateway.during = {};
    shop.advance(MINUTE_MS);
    await reviewDueChanges(shop);
    expect(await read(shop, order)).toMatchObject({ status: "PENDING", changing: true, changes: [{ state: "waiting" }] });
    expect(await pay(shop, order.outTradeNo, 1980)).toMatchObject({ kind: "paid" });
    expect(await read(shop, order)).toMatchObject({ status: "PAID", changing: false, changes: [{ state: "paid" }] });
  });

  test("money of a wrong sum pays nothing: the change waits while it is here, and is over by itself", async () => {
    const shop = await testShop();
    const order = await atCashier(shop);
    shop.gateway.during.close = () => pay(shop, order.outTradeNo, 1);
    expect(await changeAsOwner(shop, order.orderId, { offFen: 480 })).toEqual({ ok: true, state: "waiting" });
    shop.gateway.during = {};
    for (let minute = 0; minute < 45; minute++) {
      shop.advance(MINUTE_MS);
      await reviewDueChanges(shop);
    }
    expect(await read(shop, order)).toMatchObject({
      status: "PENDING",
      changing: false,
      totalFen: 1980,
      changes: [{ state: "unanswered" }],
    });
    expect(await shop.db.discrepancy.count({ where: { kind: "paid_before_change" } })).toBe(0);
  });

  test("what Alipay says of somebody else's money closes nothing", async () => {
    const shop = await testShop();
    const order = await atCashier(shop);
    shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, 1980, { sellerId: "2088000000000009" }));
    expect(await changeAsOwner(shop, order.orderId, { offFen: 480 })).toEqual({ ok: true, state: "waiting" });
    expect(await read(shop, order)).toMatchObject({ totalFen: 1980, changing: true });
  });

  test("the owner can take the change back", async () => {
    const shop = await testShop();
    const order = await atCashier(shop);
    shop.gateway.answers.query = UNKNOWN;
    await changeAsOwner(shop, order.orderId, { offFen: 480 });
    expect(await withdrawChange(shop, order.orderId)).toEqual({ ok: true });
    expect(await withdrawChange(shop, order.orderId)).toMatchObject({ reason: "not_waiting" });
    shop.gateway.answers = {};
    expect(await startPayment(shop, order.orderId, { seenFen: 1980 })).toMatchObject({ ok: true });
  });

  test("its buyer can give the order up, and with it the change", async () => {
    const shop = await testShop();
    const order = await atCashier(shop);
    shop.gateway.answers.query = UNKNOWN;
    await changeAsOwner(shop, order.orderId, { offFen: 480 });
    shop.gateway.answers = {};
    expect(await requestClose(shop, order.orderId, "buyer")).toEqual({ ok: true, closed: true });
    expect(await read(shop, order)).toMatchObject({ status: "CLOSED", totalFen: 1980, changes: [{ state: "closed" }] });
  });

  test("who was killed after writing the change down has it carried out by the worker", async () => {
    const shop = await testShop();
    const order = await atCashier(shop);
    shop.gateway.during.query = () => Promise.reject(new Error("killed"));
    expect(await changeAsOwner(shop, order.orderId, { offFen: 480 })).toEqual({ ok: true, state: "waiting" });
    shop.gateway.during = {};
    shop.advance(MINUTE_MS);
    expect(await reviewDueChanges(shop)).toBe(1);
    expect(await read(shop, order)).toMatchObject({ totalFen: 1500, changing: false });
  });

  test("nobody is sent there whose way began a moment before", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const starting = shop.gateway.startPayment.bind(shop.gateway);
    shop.gateway.startPayment = async (request) => {
      shop.gateway.startPayment = starting;
      const changed = await changeAsOwner(shop, order.orderId, { offFen: 480 });
      expect(changed).toEqual({ ok: true, state: "waiting" });
      return starting(request);
    };
    expect(await startPayment(shop, order.orderId, { seenFen: 1980 })).toEqual({ ok: false, reason: "changing" });
  });
});

describe("money at the old sum that comes after the change", () => {
  test("pays nothing and goes back by itself, and the order is paid at the new sum or not at all", async () => {
    const shop = await testShop();
    const order = await atCashier(shop);
    await changeAsOwner(shop, order.orderId, { offFen: 480 });
    expect(await pay(shop, order.outTradeNo, 1980)).toMatchObject({ kind: "discrepancy", discrepancy: "old_price" });
    expect(await read(shop, order)).toMatchObject({ status: "PENDING", totalFen: 1500 });
    expect(await refundUnusablePayments(shop)).toBe(1);
    expect(shop.gateway.refunded).toMatchObject([{ amountFen: 1980 }]);
    expect(await startPayment(shop, order.orderId, { seenFen: 1500 })).toMatchObject({ ok: true });
    const next = (await read(shop, order)).attempts[1];
    expect(shop.gateway.started.at(-1)).toBe(next?.outTradeNo);
    expect(await pay(shop, next?.outTradeNo ?? "", 1500)).toMatchObject({ kind: "paid" });
  });

  test("lets nobody pay or change anything before all of it has gone back, and everything afterwards", async () => {
    const shop = await testShop();
    const order = await atCashier(shop);
    await changeAsOwner(shop, order.orderId, { offFen: 480 });
    await pay(shop, order.outTradeNo, 1980);
    expect(await startPayment(shop, order.orderId, { seenFen: 1500 })).toEqual({ ok: false, reason: "confirming" });
    expect(await changeAsOwner(shop, order.orderId, { offFen: 100 })).toMatchObject({ reason: "paid" });
    await refundUnusablePayments(shop);
    expect(await changeAsOwner(shop, order.orderId, { offFen: 100 })).toEqual({ ok: true, state: "applied" });
    expect(await startPayment(shop, order.orderId, { seenFen: 1400 })).toMatchObject({ ok: true });
    shop.gateway.answers.query = UNKNOWN;
    expect(await changeAsOwner(shop, order.orderId, { offFen: 100 })).toEqual({ ok: true, state: "waiting" });
    shop.gateway.answers = {};
    const live = (await read(shop, order)).attempts.find(({ status }) => status === "OPEN")?.outTradeNo ?? "";
    shop.gateway.trades.set(live, aTrade(live, 1400, { status: "TRADE_CLOSED" }));
    shop.advance(MINUTE_MS);
    await reviewDueChanges(shop);
    expect(await read(shop, order)).toMatchObject({ totalFen: 1300, changing: false });
  });

  test("goes back as well when the order has closed meanwhile", async () => {
    const shop = await testShop();
    const order = await atCashier(shop);
    await changeAsOwner(shop, order.orderId, { offFen: 480 });
    await requestClose(shop, order.orderId, "owner");
    expect(await pay(shop, order.outTradeNo, 1980)).toMatchObject({ kind: "discrepancy", discrepancy: "old_price" });
    expect(await read(shop, order)).toMatchObject({ status: "CLOSED" });
  });
});

describe("an owner with two tabs", () => {
  test("changes an order once with one form, however often it is sent, and never something else with it", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const form = await changeForm(shop, order.orderId, { offFen: 480 });
    const shown = await changeOrder(shop, order.orderId, form);
    if (shown.ok || shown.reason !== "not_seen") throw new Error("it was not shown");
    const sent = { ...form, seen: shown.seen };
    const answers = await Promise.all([changeOrder(shop, order.orderId, sent), changeOrder(shop, order.orderId, sent)]);
    expect(answers).toEqual([
      { ok: true, state: "applied" },
      { ok: true, state: "applied" },
    ]);
    expect(await changeOrder(shop, order.orderId, { ...sent, offFen: 900 })).toMatchObject({ reason: "key_reused" });
    expect(await changeOrder(shop, order.orderId, { ...sent, key: crypto.randomUUID() }), "the other tab").toMatchObject({
      reason: "moved",
    });
    expect(await read(shop, order)).toMatchObject({ totalFen: 1500, changes: [{}] });
  });

  test("is refused what is no change, what leaves nothing to pay, and an order that is paid or closed", async () => {
    const shop = await testShop();
    const [order, paid, closed] = [await anOrder(shop), await anOrder(shop), await anOrder(shop)];
    expect(await changeAsOwner(shop, order.orderId)).toMatchObject({ reason: "unchanged" });
    expect(await changeAsOwner(shop, order.orderId, { offFen: 1980 })).toMatchObject({ reason: "nothing_left" });
    expect(await changeAsOwner(shop, order.orderId, { offFen: 1981 })).toMatchObject({ reason: "off_too_much", goodsFen: 1980 });
    await pay(shop, paid.outTradeNo, 1980);
    expect(await changeAsOwner(shop, paid.orderId, { offFen: 1 })).toMatchObject({ reason: "paid" });
    await requestClose(shop, closed.orderId, "buyer");
    expect(await changeAsOwner(shop, closed.orderId, { offFen: 1 })).toMatchObject({ reason: "closed" });
  });

  test("finds that the database too changes no sum of a paid order", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    await pay(shop, order.outTradeNo, 1980);
    await expect(shop.db.orderLine.updateMany({ data: { adjustFen: -1 } })).rejects.toThrow();
    const data = { adjustFen: -1, totalFen: 1979, termChanges: 1 };
    await expect(shop.db.order.update({ where: { id: order.orderId }, data })).rejects.toThrow();
  });
});

describe("an owner sends an unpaid order elsewhere", () => {
  test("and its buyer, who may have agreed to another address, pays only where the new one is shown", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    expect(await changeAsOwner(shop, order.orderId, { receiver: { addressDetail: "建国路 1 号" } })).toEqual({
      ok: true,
      state: "applied",
    });
    const { termChanges } = await read(shop, order);
    for (const seenTerms of [undefined, termChanges - 1])
      expect(await startPayment(shop, order.orderId, { seenFen: 1980, seenTerms })).toEqual({ ok: false, reason: "address_changed" });
    expect(shop.gateway.started).toEqual([]);
    expect(await startPayment(shop, order.orderId, { seenFen: 1980, seenTerms: termChanges })).toMatchObject({ ok: true });
  });

  test("a moment after its buyer pressed the button: nobody is handed the way to pay for that", async () => {
    const shop = await testShop();
    const order = await anOrder(shop);
    const starting = shop.gateway.startPayment.bind(shop.gateway);
    shop.gateway.startPayment = async (request) => {
      shop.gateway.startPayment = starting;
      const moved = await changeAsOwner(shop, order.orderId, { receiver: { addressDetail: "建国路 1 号" } });
      expect(moved).toEqual({ ok: true, state: "applied" });
      return starting(request);
    };
    expect(await startPayment(shop, order.orderId, { seenFen: 1980, seenTerms: 0 })).toEqual({ ok: false, reason: "address_changed" });
  });

  test("without touching its payment, and nobody reads the whole address in its timeline", async () => {
    const shop = await testShop();
    const order = await atCashier(shop);
    const receiver = { receiverName: "王小明", receiverPhone: "13900000001", addressDetail: "建国路 1 号" };
    expect(await changeAsOwner(shop, order.orderId, { receiver })).toEqual({ ok: true, state: "applied" });
    const changed = await read(shop, order);
    expect(changed).toMatchObject({ ...receiver, totalFen: 1980, changes: [{ receiver: null, moves: true }] });
    expect(changed.attempts).toMatchObject([{ status: "OPEN" }]);
    expect(shop.gateway.closed).toEqual([]);
    const event = await shop.db.orderEvent.findFirstOrThrow({ where: { kind: "terms_changed" } });
    expect(JSON.stringify(event.detail)).not.toContain("13900000001");
  });

  test("sees what sending costs there, and is refused where the goods are not sent, or to a number that has bought its share", async () => {
    const shop = await testShop();
    const { variantId, productId } = await stockGoods(shop);
    const zone = { fee: { first: 1, firstFeeFen: 500, step: 1, stepFeeFen: 0 }, free: null };
    const far = { fee: { first: 1, firstFeeFen: 1500, step: 1, stepFeeFen: 0 }, free: null, provinces: ["新疆维吾尔自治区"] };
    const template = await addTemplate(shop, {
      name: "快递",
      unit: "piece",
      rules: { everywhere: zone, zones: [far], excluded: ["西藏自治区"] },
    });
    if (!template.ok) throw new Error(template.reason);
    const other = await anOrder(shop, { variantId });
    await shop.db.product.update({
      where: { id: productId },
      data: { freightKind: "template", freightTemplateId: template.id, limitPerBuyer: 1 },
    });
    await shop.db.order.update({ where: { id: other.orderId }, data: { receiverPhone: "13911111111" } });
    await pay(shop, other.outTradeNo, 1980);
    const placed = await placeOrder(shop, await aBuyer(shop), {
      ...{
        idempotencyKey: "k",
        items: [{ variantId, quantity: 1, expectedPriceFen: 1980 }],
        expectedShippingFen: 500,
        address: ADDRESS,
        note: "",
      },
    });
    if (!placed.ok) throw new Error(placed.reason);
    const to = (receiver: object) => changeForm(shop, placed.orderId, { receiver }).then((form) => changeOrder(shop, placed.orderId, form));
    expect(await to({ province: "西藏自治区" })).toMatchObject({ reason: "undeliverable", province: "西藏自治区" });
    expect(await to({ receiverPhone: "13911111111" })).toMatchObject({ reason: "over_limit", most: 1, bought: 0 });
    expect(await to({ province: "新疆维吾尔自治区" })).toMatchObject({ reason: "not_seen", preview: { moves: true, freightFen: 1500 } });
  });
});

test("a checkout form that comes back with the old sums leads to the changed order, and neither pays it nor takes the change back", async () => {
  const shop = await testShop();
  const [{ variantId }, buyerId] = [await stockGoods(shop), await aBuyer(shop)];
  const form = {
    ...{ idempotencyKey: "k".repeat(43), items: [{ variantId, quantity: 1, expectedPriceFen: 1980 }], address: ADDRESS, note: "" },
    ...{ fromCart: false, toCashier: false },
  };
  const placed = await checkOut(shop, buyerId, form);
  if (!placed.ok) throw new Error(placed.reason);
  await changeAsOwner(shop, placed.orderId, { shippingFen: 300, receiver: { addressDetail: "建国路 2 号" } });
  expect(await checkOut(shop, buyerId, form)).toEqual({ ok: false, reason: "order_changed", no: placed.no });
  expect(await read(shop, placed)).toMatchObject({ shippingFen: 300, addressDetail: "建国路 2 号" });
});
