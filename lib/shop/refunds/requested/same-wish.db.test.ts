import { describe, expect, test } from "vitest";
import { newOutTradeNo } from "@/lib/shop/orders/order-no";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { aTrade } from "@/test/fake-gateway";
import { aWish } from "@/test/owner-wish";
import { aPaidOrder, pass, rows } from "@/test/refund-shop";
import { MINUTE_MS, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { reviewDueRefunds } from "../due/due-refunds";
import { acceptRequest } from "./accept-request";
import { refundHeldPayment } from "./refund-held-payment";
import { refundOrder } from "./refund-order";
import { requestRefund } from "./request-refund";
import { retryRefund } from "./retry-refund";

const refund = (shop: TestShop, { orderId }: TestOrder, wish = aWish(), changes: object = {}) =>
  refundOrder(shop, { orderId, amountFen: 500, reason: "少发一件", wish, ...changes });

describe("an owner who wants 5.00 given back", () => {
  test("sends the form in three tabs at once, and 5.00 is given back", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    const form = aWish();
    const taps = await Promise.all([1, 2, 3].map(() => refund(shop, order, form)));
    const [first] = await rows(shop);
    expect(taps).toMatchObject([1, 2, 3].map(() => ({ ok: true, refundId: first?.id })));
    expect(await rows(shop)).toHaveLength(1);
    expect(shop.gateway.refunded).toHaveLength(1);
  });

  test("hears no answer, since the process ends after the commit, and sends the form again", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    const form = aWish();
    const { refund: call } = shop.gateway;
    shop.gateway.refund = () => Promise.reject(new Error("killed"));
    await expect(refund(shop, order, form)).rejects.toThrow("killed");
    shop.gateway.refund = call;
    expect(await refund(shop, order, form)).toMatchObject({ ok: true, outcome: { status: "PENDING" } });
    for (let i = 0; i < 3; i++) await pass(shop, MINUTE_MS);
    expect(await refund(shop, order, form)).toMatchObject({ ok: true, outcome: { status: "DONE" } });
    expect(await rows(shop)).toMatchObject([{ amountFen: 500, status: "DONE" }]);
  });

  test("sends it again days later, when it was refused, and is told of that and begins nothing", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    const form = aWish();
    shop.gateway.answers.refund = { kind: "refused", code: "BALANCE_NOT_ENOUGH", detail: "", advice: "same_again_later" };
    await refund(shop, order, form);
    delete shop.gateway.answers.refund;
    await pass(shop, 3 * 24 * 60 * MINUTE_MS);
    expect(await refund(shop, order, form)).toMatchObject({ ok: true, outcome: { status: "FAILED" } });
    expect(shop.gateway.refunded).toHaveLength(1);
  });

  test("mends a form that was refused and sends it again: a refusal uses no key up", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    const form = aWish();
    expect(await refund(shop, order, form, { amountFen: 1981 })).toMatchObject({ ok: false, reason: "too_much" });
    expect(await refund(shop, order, form)).toMatchObject({ ok: true, outcome: { status: "DONE" } });
  });

  test.each([
    ["another sum", { amountFen: 800 }],
    ["another reason", { reason: "质量问题" }],
  ])("and with the same form sends %s: that is refused, with the refund that was made, and moves nothing", async (_, changes) => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    const form = aWish();
    await refund(shop, order, form);
    const [{ outRequestNo } = { outRequestNo: "?" }] = await rows(shop);
    expect(await refund(shop, order, form, changes)).toEqual({ ok: false, reason: "key_reused", refundNo: outRequestNo, amountFen: 500 });
    expect(await rows(shop)).toHaveLength(1);
  });

  test("for another order cannot use the same form, not even at the same moment", async () => {
    const shop = await testShop();
    const orders = [await aPaidOrder(shop), await aPaidOrder(shop)];
    const form = aWish();
    const taps = await Promise.all(orders.map((order) => refund(shop, order, form)));
    expect(taps.map((tap) => (tap.ok ? "ok" : tap.reason)).sort()).toEqual(["key_reused", "ok"]);
    expect(await rows(shop)).toHaveLength(1);
  });

  test("and another owner who means a second 5.00: two refunds are made, and each says whose it is", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    await refund(shop, order, aWish("alice"));
    shop.advance(MINUTE_MS);
    await refund(shop, order, aWish("bob"));
    expect(await rows(shop)).toMatchObject([
      { amountFen: 500, status: "DONE", owner: "alice" },
      { amountFen: 500, status: "DONE", owner: "bob" },
    ]);
    const started = await shop.db.orderEvent.findMany({ where: { kind: "refund_started" }, orderBy: { id: "asc" } });
    expect(started).toMatchObject([{ detail: { owner: "alice" } }, { detail: { owner: "bob" } }]);
  });

  test("has three pages of the order open: the two that do not know of the first refund say so, and nothing more is given back", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    const pages = [1, 2, 3].map(() => ({ wish: aWish(), seen: { leftFen: 1980, toldNo: "" } }));
    const sent = await Promise.all(pages.map((page) => refund(shop, order, page.wish, page)));
    expect(sent.filter(({ ok }) => ok)).toHaveLength(1);
    expect(sent.filter(({ ok }) => !ok)).toEqual([1, 2].map(() => ({ ok: false, reason: "changed", leftFen: 1480 })));
  });

  test("hears no answer and opens the page anew: the same sum is asked about once, and who means it gets it", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    await refund(shop, order, aWish("alice"), { seen: { leftFen: 1980, toldNo: "" } });
    const [{ outRequestNo } = { outRequestNo: "?" }] = await rows(shop);
    shop.advance(MINUTE_MS);
    const form = aWish("alice");
    const again = (toldNo: string, amountFen = 500) => refund(shop, order, form, { amountFen, seen: { leftFen: 1480, toldNo } });
    expect(await again("")).toEqual({ ok: false, reason: "same_again", refundNo: outRequestNo, amountFen: 500 });
    expect(await rows(shop)).toHaveLength(1);
    expect(await again(outRequestNo)).toMatchObject({ ok: true });
    expect(await rows(shop)).toHaveLength(2);
  });

  test("a day later, or another sum, nobody asks", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    await refund(shop, order, aWish(), { seen: { leftFen: 1980, toldNo: "" } });
    shop.advance(MINUTE_MS);
    expect(await refund(shop, order, aWish(), { amountFen: 300, seen: { leftFen: 1480, toldNo: "" } })).toMatchObject({ ok: true });
    shop.advance(24 * 60 * MINUTE_MS);
    expect(await refund(shop, order, aWish(), { seen: { leftFen: 1180, toldNo: "" } })).toMatchObject({ ok: true });
  });
});

test("a yes to a buyer's request that was answered and lost is the same yes, and with another sum it is refused", async () => {
  const shop = await testShop();
  const order = await aPaidOrder(shop);
  await requestRefund(shop, order.orderId, { reason: "拍错了" });
  const [{ id: refundId } = { id: 0n }] = await rows(shop);
  const form = aWish("alice");
  const yes = () => acceptRequest(shop, { refundId, amountFen: 800, wish: form });
  expect(await Promise.all([yes(), yes()])).toMatchObject([{ ok: true }, { ok: true }]);
  expect(await yes()).toMatchObject({ ok: true, refundId, outcome: { status: "DONE" } });
  expect(await acceptRequest(shop, { refundId, amountFen: 900, wish: form })).toMatchObject({ reason: "key_reused", amountFen: 800 });
  expect(await acceptRequest(shop, { refundId, amountFen: 800, wish: aWish() })).toMatchObject({ reason: "not_requested" });
  expect(shop.gateway.refunded).toHaveLength(1);
  expect(await rows(shop)).toMatchObject([{ owner: "alice", requestedBy: "buyer" }]);
});

test("a wish that was kept before its share of the freight was is answered as it was then", async () => {
  const shop = await testShop();
  const order = await aPaidOrder(shop);
  const form = aWish();
  await refund(shop, order, form);
  await shop.db.$executeRaw`UPDATE refund_wishes SET freight_fen = NULL`;
  expect(await refund(shop, order, form)).toMatchObject({ ok: true });
  expect(await rows(shop)).toHaveLength(1);
});

test("a retry is one retry however often its form is sent; another retry needs another form", async () => {
  const shop = await testShop();
  const order = await aPaidOrder(shop);
  shop.gateway.answers.refund = { kind: "refused", code: "BALANCE_NOT_ENOUGH", detail: "", advice: "same_again_later" };
  await refund(shop, order);
  const [{ id: refundId } = { id: 0n }] = await rows(shop);
  shop.advance(MINUTE_MS);
  const form = aWish("bob");
  const retry = (wish = form) => retryRefund(shop, { refundId, wish });
  expect(await retry()).toMatchObject({ ok: true, outcome: { status: "FAILED" } });
  expect(await retry()).toMatchObject({ ok: true, outcome: { status: "FAILED" } });
  expect(shop.gateway.refunded).toHaveLength(2);
  shop.advance(MINUTE_MS);
  delete shop.gateway.answers.refund;
  expect(await retry(aWish("carol"))).toMatchObject({ ok: true, outcome: { status: "DONE" } });
  const started = await shop.db.orderEvent.findMany({ where: { kind: "refund_started" }, orderBy: { id: "asc" } });
  expect(started.map(({ detail }) => detail)).toMatchObject([{ owner: "owner" }, { owner: "bob" }, { owner: "carol" }]);
});

test("held money goes back once however often its form is sent, and each time the owner is told the same", async () => {
  const shop = await testShop();
  await settlePayment(shop, aTrade(newOutTradeNo(shop.now(), ""), 700), "notify");
  const { id: paymentId } = await shop.db.payment.findFirstOrThrow();
  const form = aWish();
  const tap = () => refundHeldPayment(shop, { paymentId, reason: "查不到订单", wish: form });
  expect(await Promise.all([tap(), tap(), tap()])).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
  expect(await tap()).toMatchObject({ ok: true, outcome: { status: "DONE" } });
  expect(shop.gateway.refunded).toHaveLength(1);
});

test("a worker that is killed after it has written an automatic refund down begins no second one, and the discrepancy names it", async () => {
  const shop = await testShop();
  const order = await aPaidOrder(shop);
  await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
  const { refund: call } = shop.gateway;
  shop.gateway.refund = () => Promise.reject(new Error("killed"));
  await expect(reviewDueRefunds(shop)).rejects.toThrow("killed");
  shop.gateway.refund = call;
  const [{ outRequestNo } = { outRequestNo: "?" }] = await rows(shop);
  expect(await shop.db.discrepancy.findFirstOrThrow()).toMatchObject({ detail: { refundNo: outRequestNo } });
  for (let i = 0; i < 3; i++) await pass(shop, MINUTE_MS);
  expect(await rows(shop)).toMatchObject([{ status: "DONE", requestedBy: "worker", owner: null }]);
});
