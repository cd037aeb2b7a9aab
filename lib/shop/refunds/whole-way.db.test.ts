import { describe, expect, test } from "vitest";
import { checkRefunds } from "@/test/check-refunds";
import { anOrder, MINUTE_MS, type TestOrder } from "@/test/test-shop";
import { confirmRefund, letTimePass, type TestStreet, testStreet } from "@/test/test-street";
import { startPayment } from "../payments/start-payment";
import { refundOrder } from "./refund-order";
import { withdrawRefund } from "./withdraw-refund";

async function aPaidOrder(street: TestStreet): Promise<TestOrder> {
  const order = await anOrder(street.shop);
  await startPayment(street.shop, order.orderId);
  await street.control("POST", `/control/trades/${order.outTradeNo}/pay`, {});
  await letTimePass(street, 1_000);
  return order;
}

const refund = ({ shop }: TestStreet, { orderId }: TestOrder, amountFen: number) =>
  refundOrder(shop, { orderId, amountFen, reason: "少发一件", by: "owner" });
const atConsole = (street: TestStreet, { outTradeNo }: TestOrder, amount: string) =>
  street.control("POST", `/control/trades/${outTradeNo}/refund`, { amount });
const go = (street: TestStreet, fault: object) => street.control("POST", "/control/faults", fault);
const statuses = async ({ shop }: TestStreet) => (await shop.db.refund.findMany({ orderBy: { id: "asc" } })).map(({ status }) => status);
const statusOf = async ({ shop }: TestStreet, { orderId }: TestOrder) =>
  (await shop.db.order.findUniqueOrThrow({ where: { id: orderId } })).status;

describe.each(["0001", "keys"] as const)("with %s", (kind) => {
  const channel = kind === "keys" ? "openapi" : "mapi";
  const service = kind === "keys" ? "alipay.trade.refund" : "refund_fastpay_by_platform_nopwd";

  test("an owner refunds a part and then the rest; the notices pay nothing, and the order is closed", async () => {
    const street = await testStreet({ kind });
    const order = await aPaidOrder(street);
    expect(await refund(street, order, 480)).toMatchObject({ ok: true });
    await letTimePass(street, MINUTE_MS);
    expect(await statuses(street)).toEqual(["DONE"]);
    expect(await statusOf(street, order)).toBe("PAID");
    expect(await refund(street, order, 1500)).toMatchObject({ ok: true });
    await letTimePass(street, MINUTE_MS);
    expect(await statuses(street)).toEqual(["DONE", "DONE"]);
    expect(await statusOf(street, order)).toBe("CLOSED");
    expect(await street.shop.db.orderEvent.count({ where: { kind: "paid" } })).toBe(1);
    expect(new Set(street.answers)).toEqual(new Set(["success"]));
    expect(await street.shop.db.discrepancy.count()).toBe(0);
    await checkRefunds(street);
  });

  test("the refund is done but its answer is lost, and every notice too: it stays 退款中 and is found, once", async () => {
    const street = await testStreet({ kind });
    const order = await aPaidOrder(street);
    await go(street, { fault: "lose-notification", times: "always" });
    await go(street, { fault: "lose-answer", match: { channel, service } });
    expect(await refund(street, order, 480)).toMatchObject({ ok: true, outcome: { status: "PENDING" } });
    await letTimePass(street, 10_000);
    expect(await statuses(street)).toEqual(["DONE"]);
    await letTimePass(street, 60 * MINUTE_MS);
    await checkRefunds(street);
  });

  test.each(["hang", "reset", "http-error", "garbage", "system-error"])(
    "a refund whose request meets a %s is asked for again, with the same number, until it is done",
    async (fault) => {
      const street = await testStreet({ kind });
      const order = await aPaidOrder(street);
      await go(street, { fault, match: { channel, service }, times: 2 });
      expect(await refund(street, order, 480)).toMatchObject({ ok: true, outcome: { status: "PENDING" } });
      for (let i = 0; i < 4; i++) await letTimePass(street, MINUTE_MS);
      expect(await statuses(street)).toEqual(["DONE"]);
      await checkRefunds(street);
    },
  );

  test("refunds made in Alipay's own console are recorded once, in whatever order their notices come, and close the order", async () => {
    const street = await testStreet({ kind });
    const order = await aPaidOrder(street);
    await go(street, { fault: "reorder-notification", times: 2 });
    await go(street, { fault: "duplicate-notification", copies: 2, times: 2 });
    for (const amount of ["1.00", "2.00", "3.00"]) await atConsole(street, order, amount);
    await letTimePass(street, MINUTE_MS);
    await letTimePass(street, 30 * MINUTE_MS);
    await checkRefunds(street);
    expect(await statusOf(street, order)).toBe("PAID");
    expect(await refund(street, order, 1381)).toMatchObject({ ok: false, reason: "too_much" });
    await atConsole(street, order, "13.80");
    await letTimePass(street, MINUTE_MS);
    expect(await statusOf(street, order)).toBe("CLOSED");
    const rows = await street.shop.db.refund.findMany();
    expect(rows.every(({ requestedBy, status }) => requestedBy === "alipay" && status === "DONE")).toBe(true);
    await checkRefunds(street);
  });

  test("a refund that Alipay takes and does later stays 退款中 until then", async () => {
    const street = await testStreet({ kind });
    const order = await aPaidOrder(street);
    await go(street, { fault: "refund-later", delayMs: 5 * MINUTE_MS, match: { channel } });
    await refund(street, order, order.totalFen);
    await letTimePass(street, MINUTE_MS);
    expect(await statuses(street)).toEqual(["PENDING"]);
    expect(await statusOf(street, order)).toBe("PAID");
    await letTimePass(street, 5 * MINUTE_MS);
    expect(await statuses(street)).toEqual(["DONE"]);
    await checkRefunds(street);
  });

  test("three months later a refund fails cleanly: its sum is free and the owner is told", async () => {
    const street = await testStreet({ kind });
    const order = await aPaidOrder(street);
    await letTimePass(street, 91 * 24 * 60 * MINUTE_MS);
    await refund(street, order, 480);
    await letTimePass(street, MINUTE_MS);
    expect(await statuses(street)).toEqual(["FAILED"]);
    expect(await street.shop.db.payment.findFirstOrThrow()).toMatchObject({ refundingFen: 0n, refundedFen: 0n });
    expect(await street.shop.db.discrepancy.findMany()).toMatchObject([{ kind: "refund_failed" }]);
    await checkRefunds(street);
  });
});

describe("in the token protocol", () => {
  test("a refund that fails after it was taken is told by the batch's notice, and frees its sum", async () => {
    const street = await testStreet();
    const order = await aPaidOrder(street);
    await go(street, { fault: "refund-fails", code: "TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH", match: { channel: "mapi" } });
    await refund(street, order, 480);
    await letTimePass(street, 1_000);
    expect(await street.shop.db.refund.findMany()).toMatchObject([
      { status: "FAILED", lastAnswer: "TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH" },
    ]);
    await refund(street, order, 480);
    // The first look sends it, since 3 s have to pass between two; then the notice comes.
    await letTimePass(street, MINUTE_MS);
    await letTimePass(street, 1_000);
    expect(await statuses(street)).toEqual(["FAILED", "DONE"]);
    await checkRefunds(street);
  });

  test("a forged notice of a batch ends no refund", async () => {
    const street = await testStreet();
    const order = await aPaidOrder(street);
    await go(street, { fault: "refund-later", delayMs: 1_000, match: { channel: "mapi" } });
    await go(street, { fault: "wrong-signature", match: { channel: "notify" }, times: 2 });
    await refund(street, order, 480);
    street.shop.advance(2_000);
    await street.emulator.deliverDue();
    expect(street.answers.slice(-2)).toEqual(["fail", "fail"]);
    expect(await statuses(street)).toEqual(["PENDING"]);
    await letTimePass(street, 10 * MINUTE_MS);
    expect(await statuses(street)).toEqual(["DONE"]);
    await checkRefunds(street);
  });

  test("with a password the owner is led to Alipay's page, may withdraw until then, and is booked right if it is confirmed all the same", async () => {
    const street = await testStreet({ refundMode: "pwd" });
    const order = await aPaidOrder(street);
    const asked = await refund(street, order, 480);
    if (!asked.ok || !asked.outcome.confirmUrl) throw new Error("no page to confirm on");
    await letTimePass(street, 10 * MINUTE_MS);
    expect(await statuses(street)).toEqual(["PENDING"]);
    expect(await withdrawRefund(street.shop, asked.refundId)).toEqual({ ok: true });
    expect(await statuses(street)).toEqual(["FAILED"]);
    await confirmRefund(street, asked.outcome.confirmUrl);
    await letTimePass(street, MINUTE_MS);
    expect(await statuses(street)).toEqual(["DONE"]);
    await checkRefunds(street);
  });
});
