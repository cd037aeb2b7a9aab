import { describe, expect, test } from "vitest";
import { checkRefunds } from "@/test/check-refunds";
import { aPaidOrder, refundOf } from "@/test/refund-simulation";
import { confirmRefund, letTimePass, openSimulation, type Simulation } from "@/test/simulation";
import { MINUTE_MS, type TestOrder } from "@/test/test-shop";
import { confirmRefundDone } from "./requested/confirm-refund-done";
import { giveUpRefund } from "./requested/give-up-refund";

const atConsole = (simulation: Simulation, { outTradeNo }: TestOrder, amount: string) =>
  simulation.control("POST", `/control/trades/${outTradeNo}/refund`, { amount });
const go = (simulation: Simulation, fault: object) => simulation.control("POST", "/control/faults", fault);
const statuses = async ({ shop }: Simulation) => (await shop.db.refund.findMany({ orderBy: { id: "asc" } })).map(({ status }) => status);
const statusOf = async ({ shop }: Simulation, { orderId }: TestOrder) =>
  (await shop.db.order.findUniqueOrThrow({ where: { id: orderId } })).status;

describe.each(["0001", "keys"] as const)("with %s", (kind) => {
  const channel = kind === "keys" ? "openapi" : "mapi";
  const service = kind === "keys" ? "alipay.trade.refund" : "refund_fastpay_by_platform_nopwd";

  test("an owner refunds a part and then the rest; the notices pay nothing, and the order is closed", async () => {
    const simulation = await openSimulation({ kind });
    const order = await aPaidOrder(simulation);
    expect(await refundOf(simulation, order, 480)).toMatchObject({ ok: true });
    await letTimePass(simulation, MINUTE_MS);
    expect(await statuses(simulation)).toEqual(["DONE"]);
    expect(await statusOf(simulation, order)).toBe("PAID");
    expect(await refundOf(simulation, order, 1500)).toMatchObject({ ok: true });
    await letTimePass(simulation, MINUTE_MS);
    expect(await statuses(simulation)).toEqual(["DONE", "DONE"]);
    expect(await statusOf(simulation, order)).toBe("CLOSED");
    expect(await simulation.shop.db.orderEvent.count({ where: { kind: "paid" } })).toBe(1);
    expect(new Set(simulation.answers)).toEqual(new Set(["success"]));
    expect(await simulation.shop.db.discrepancy.count()).toBe(0);
    await checkRefunds(simulation);
  });

  test("the refund is done but its answer is lost, and every notice too: it stays 退款中 and is found, once", async () => {
    const simulation = await openSimulation({ kind });
    const order = await aPaidOrder(simulation);
    await go(simulation, { fault: "lose-notification", times: "always" });
    await go(simulation, { fault: "lose-answer", match: { channel, service } });
    expect(await refundOf(simulation, order, 480)).toMatchObject({ ok: true, outcome: { status: "PENDING" } });
    await letTimePass(simulation, 10_000);
    expect(await statuses(simulation)).toEqual(["DONE"]);
    await letTimePass(simulation, 60 * MINUTE_MS);
    await checkRefunds(simulation);
  });

  test.each(["hang", "reset", "http-error", "garbage", "system-error"])(
    "a refund whose request meets a %s is asked for again, with the same number, until it is done",
    async (fault) => {
      const simulation = await openSimulation({ kind });
      const order = await aPaidOrder(simulation);
      await go(simulation, { fault, match: { channel, service }, times: 2 });
      expect(await refundOf(simulation, order, 480)).toMatchObject({ ok: true, outcome: { status: "PENDING" } });
      for (let i = 0; i < 4; i++) await letTimePass(simulation, MINUTE_MS);
      expect(await statuses(simulation)).toEqual(["DONE"]);
      await checkRefunds(simulation);
    },
  );

  test("refunds made in Alipay's own console are recorded once, in whatever order their notices come, and close the order", async () => {
    const simulation = await openSimulation({ kind });
    const order = await aPaidOrder(simulation);
    await go(simulation, { fault: "reorder-notification", times: 2 });
    await go(simulation, { fault: "duplicate-notification", copies: 2, times: 2 });
    for (const amount of ["1.00", "2.00", "3.00"]) await atConsole(simulation, order, amount);
    await letTimePass(simulation, MINUTE_MS);
    await letTimePass(simulation, 30 * MINUTE_MS);
    await checkRefunds(simulation);
    expect(await statusOf(simulation, order)).toBe("PAID");
    expect(await refundOf(simulation, order, 1381)).toMatchObject({ ok: false, reason: "too_much" });
    await atConsole(simulation, order, "13.80");
    await letTimePass(simulation, MINUTE_MS);
    expect(await statusOf(simulation, order)).toBe("CLOSED");
    const rows = await simulation.shop.db.refund.findMany();
    expect(rows.every(({ requestedBy, status }) => requestedBy === "alipay" && status === "DONE")).toBe(true);
    await checkRefunds(simulation);
  });

  test("a refund that Alipay takes and does later stays 退款中 until then", async () => {
    const simulation = await openSimulation({ kind });
    const order = await aPaidOrder(simulation);
    await go(simulation, { fault: "refund-later", delayMs: 5 * MINUTE_MS, match: { channel } });
    await refundOf(simulation, order, order.totalFen);
    await letTimePass(simulation, MINUTE_MS);
    expect(await statuses(simulation)).toEqual(["PENDING"]);
    expect(await statusOf(simulation, order)).toBe("PAID");
    await letTimePass(simulation, 5 * MINUTE_MS);
    expect(await statuses(simulation)).toEqual(["DONE"]);
    await checkRefunds(simulation);
  });

  test("three months later a refund fails cleanly: its sum is free and the owner is told", async () => {
    const simulation = await openSimulation({ kind });
    const order = await aPaidOrder(simulation);
    await letTimePass(simulation, 91 * 24 * 60 * MINUTE_MS);
    await refundOf(simulation, order, 480);
    await letTimePass(simulation, MINUTE_MS);
    expect(await statuses(simulation)).toEqual(["FAILED"]);
    expect(await simulation.shop.db.payment.findFirstOrThrow()).toMatchObject({ refundingFen: 0, refundedFen: 0 });
    expect(await simulation.shop.db.discrepancy.findMany()).toMatchObject([{ kind: "refund_failed" }]);
    await checkRefunds(simulation);
  });
});

describe("in the token protocol", () => {
  test("a refund that fails after it was taken is told by the batch's notice, and frees its sum", async () => {
    const simulation = await openSimulation();
    const order = await aPaidOrder(simulation);
    await go(simulation, { fault: "refund-fails", code: "TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH", match: { channel: "mapi" } });
    await refundOf(simulation, order, 480);
    await letTimePass(simulation, 1_000);
    expect(await simulation.shop.db.refund.findMany()).toMatchObject([
      { status: "FAILED", lastAnswer: "TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH" },
    ]);
    await refundOf(simulation, order, 480);
    // The first look sends it, since 3 s have to pass between two; then the notice comes.
    await letTimePass(simulation, MINUTE_MS);
    await letTimePass(simulation, 1_000);
    expect(await statuses(simulation)).toEqual(["FAILED", "DONE"]);
    await checkRefunds(simulation);
  });

  test("a forged notice of a batch ends no refund", async () => {
    const simulation = await openSimulation();
    const order = await aPaidOrder(simulation);
    await go(simulation, { fault: "refund-later", delayMs: 1_000, match: { channel: "mapi" } });
    await go(simulation, { fault: "wrong-signature", match: { channel: "notify" }, times: 2 });
    await refundOf(simulation, order, 480);
    simulation.shop.advance(2_000);
    await simulation.emulator.deliverDue();
    expect(simulation.answers.slice(-2)).toEqual(["fail", "fail"]);
    expect(await statuses(simulation)).toEqual(["PENDING"]);
    await letTimePass(simulation, 10 * MINUTE_MS);
    expect(await statuses(simulation)).toEqual(["DONE"]);
    await checkRefunds(simulation);
  });

  test("with a password the owner is led to Alipay's page, may withdraw until then, and is booked right if it is confirmed all the same", async () => {
    const simulation = await openSimulation({ refundMode: "pwd" });
    const order = await aPaidOrder(simulation);
    const asked = await refundOf(simulation, order, 480);
    if (!asked.ok || !asked.outcome.confirmUrl) throw new Error("no page to confirm on");
    await letTimePass(simulation, 10 * MINUTE_MS);
    expect(await statuses(simulation)).toEqual(["PENDING"]);
    expect(await giveUpRefund(simulation.shop, { refundId: asked.refundId, owner: "owner" })).toEqual({ ok: true });
    expect(await statuses(simulation)).toEqual(["FAILED"]);
    await confirmRefund(simulation, asked.outcome.confirmUrl);
    await letTimePass(simulation, MINUTE_MS);
    expect(await statuses(simulation)).toEqual(["DONE"]);
    await checkRefunds(simulation);
  });

  test("a refund that was confirmed there is not withdrawn while Alipay has given back more than our books explain: it may be among that", async () => {
    const simulation = await openSimulation({ refundMode: "pwd" });
    const order = await aPaidOrder(simulation);
    const asked = await refundOf(simulation, order, 480);
    if (!asked.ok || !asked.outcome.confirmUrl) throw new Error("no page to confirm on");
    await simulation.control("POST", "/control/faults", { fault: "lose-notification", times: "always" });
    await simulation.control("POST", `/control/trades/${order.outTradeNo}/refund`, { amount: "1.00" });
    await confirmRefund(simulation, asked.outcome.confirmUrl);
    await letTimePass(simulation, 10 * MINUTE_MS);
    const withdrawn = await giveUpRefund(simulation.shop, { refundId: asked.refundId, owner: "owner" });
    expect(withdrawn).toEqual({ ok: false, reason: "unknown" });
    expect(await statuses(simulation)).toEqual(["PENDING"]);
    await letTimePass(simulation, 25 * 60 * MINUTE_MS);
    const seen = { refundId: asked.refundId, owner: "owner", note: "商家中心显示已退" };
    expect(await confirmRefundDone(simulation.shop, seen)).toEqual({ ok: true });
    for (let i = 0; i < 3; i++) await letTimePass(simulation, 61 * MINUTE_MS);
    await checkRefunds(simulation);
  });
});
