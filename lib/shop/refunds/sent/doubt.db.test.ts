import { describe, expect, test } from "vitest";
import { checkRefunds } from "@/test/check-refunds";
import { aWish } from "@/test/owner-wish";
import { aPaidOrder, REFUND_SERVICE, type RefundKind, refundOf } from "@/test/refund-simulation";
import { letTimePass, openSimulation, type Simulation } from "@/test/simulation";
import { MINUTE_MS } from "@/test/test-shop";
import { retryRefund } from "../requested/retry-refund";

const rows = ({ shop }: Simulation) => shop.db.refund.findMany({ orderBy: { id: "asc" } });
const at = (kind: RefundKind, ...faults: object[]) => faults.map((fault) => ({ ...fault, match: { service: REFUND_SERVICE[kind] } }));
const go = (simulation: Simulation, faults: object[]) => simulation.control("POST", "/control/faults", faults);

describe.each(["0001", "keys"] as const)("with %s", (kind) => {
  test.each([
    ["is throttled", "isv.app-call-limited"],
    ["meets a code that is in no document", "isv.brand-new"],
    ["is refused for want of balance", kind === "keys" ? "ACQ.SELLER_BALANCE_NOT_ENOUGH" : "TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH"],
    ["is refused for good", kind === "keys" ? "ACQ.NOT_ALLOW_PARTIAL_REFUND" : "TRADE_PRODUCT_TYPE_NOT_ALLOW_REFUND"],
  ])("the answer is lost, Alipay takes the request minutes later, and the repetition %s: the money goes back once", async (_, code) => {
    const simulation = await openSimulation({ kind });
    const order = await aPaidOrder(simulation);
    await go(simulation, at(kind, { fault: "process-later", delayMs: 3 * MINUTE_MS }));
    await refundOf(simulation, order, 480);
    await go(simulation, at(kind, { fault: "refuse", code, times: 5 }));
    for (let i = 0; i < 4; i++) await letTimePass(simulation, 15_000);
    expect(await rows(simulation), "what may still come is promised").toMatchObject([{ status: "PENDING" }]);
    expect(await refundOf(simulation, order, 1980), "and not free for another refund").toMatchObject({ ok: false, reason: "too_much" });
    for (let i = 0; i < 10; i++) await letTimePass(simulation, MINUTE_MS);
    expect(await rows(simulation)).toMatchObject([{ status: "DONE" }]);
    await checkRefunds(simulation);
  });

  test.each(["isv.app-call-limited", "isv.method-call-limited", "isv.brand-new", "ACQ.BRAND_NEW", "BRAND_NEW"])(
    "%s frees no sum, however often it comes; once it is over the refund is done",
    async (code) => {
      const simulation = await openSimulation({ kind });
      const order = await aPaidOrder(simulation);
      await go(simulation, at(kind, { fault: "refuse", code, times: 3 }));
      await refundOf(simulation, order, 480);
      for (let i = 0; i < 3; i++) await letTimePass(simulation, 10_000);
      expect(await rows(simulation)).toMatchObject([{ status: "PENDING" }]);
      for (let i = 0; i < 5; i++) await letTimePass(simulation, MINUTE_MS);
      expect(await rows(simulation)).toMatchObject([{ status: "DONE" }]);
      await checkRefunds(simulation);
    },
  );

  test("a first request that is plainly refused frees its sum at once, and can be retried", async () => {
    const simulation = await openSimulation({ kind });
    const order = await aPaidOrder(simulation);
    const code = kind === "keys" ? "ACQ.SELLER_BALANCE_NOT_ENOUGH" : "TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH";
    await go(simulation, at(kind, { fault: "refuse", code }));
    expect(await refundOf(simulation, order, 480)).toMatchObject({ ok: true, outcome: { status: "FAILED" } });
    await letTimePass(simulation, MINUTE_MS);
    const [failed] = await rows(simulation);
    await retryRefund(simulation.shop, { refundId: failed?.id ?? 0n, wish: aWish() });
    await letTimePass(simulation, MINUTE_MS);
    expect(await rows(simulation)).toMatchObject([{ status: "DONE" }]);
    await checkRefunds(simulation);
  });

  test("one that was lost on its way cannot come any more when all money has gone back another way: its sum is free", async () => {
    const simulation = await openSimulation({ kind });
    const order = await aPaidOrder(simulation);
    await go(simulation, at(kind, { fault: "reset" }));
    await refundOf(simulation, order, 480);
    await simulation.control("POST", `/control/trades/${order.outTradeNo}/refund`, { amount: "19.80" });
    for (let i = 0; i < 10; i++) await letTimePass(simulation, 10 * MINUTE_MS);
    expect((await rows(simulation)).map(({ status }) => status)).not.toContain("PENDING");
    expect(await simulation.shop.db.payment.findFirstOrThrow()).toMatchObject({ refundingFen: 1980, refundedFen: 1980 });
    await checkRefunds(simulation);
  });

  test("one that was lost on its way cannot come any more when the time for refunds is over: its sum is free, and the owner is told", async () => {
    const simulation = await openSimulation({ kind });
    const order = await aPaidOrder(simulation);
    await go(simulation, at(kind, { fault: "reset", times: "always" }));
    await refundOf(simulation, order, 480);
    await letTimePass(simulation, 91 * 24 * 60 * MINUTE_MS);
    await simulation.control("DELETE", "/control/faults");
    for (let i = 0; i < 5; i++) await letTimePass(simulation, 60 * MINUTE_MS);
    expect(await rows(simulation)).toMatchObject([{ status: "FAILED" }]);
    expect(await simulation.shop.db.discrepancy.count({ where: { kind: "refund_failed" } })).toBe(1);
    await checkRefunds(simulation);
  });
});
