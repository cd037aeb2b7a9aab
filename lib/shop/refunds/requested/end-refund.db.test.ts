import { describe, expect, test } from "vitest";
import { checkRefunds } from "@/test/check-refunds";
import { actingAs } from "@/test/owner-access";
import { aPaidOrder, REFUND_SERVICE, refundOf } from "@/test/refund-simulation";
import { letTimePass, openSimulation, type Simulation } from "@/test/simulation";
import { MINUTE_MS, type TestOrder } from "@/test/test-shop";
import { confirmRefundDone } from "./confirm-refund-done";
import { endRefundAsNotDone } from "./end-refund-as-not-done";

const HOUR_MS = 60 * MINUTE_MS;
const service = REFUND_SERVICE["0001"];
const rows = ({ shop }: Simulation) => shop.db.refund.findMany({ orderBy: { id: "asc" } });
const seen = { owner: "alice", note: "商家中心没有这笔退款" };
const go = (simulation: Simulation, ...faults: object[]) => simulation.control("POST", "/control/faults", faults);

/** Accepted without a password, then failed at Alipay, and its notice never comes. */
async function acceptedAndFailed(): Promise<{ simulation: Simulation; order: TestOrder; refundId: bigint }> {
  const simulation = await openSimulation({ kind: "0001" });
  const order = await aPaidOrder(simulation);
  await go(simulation, { fault: "lose-notification", times: "always" }, { fault: "refund-fails", match: { service } });
  await refundOf(simulation, order, 480);
  await letTimePass(simulation, MINUTE_MS);
  const [{ id: refundId, status } = { id: 0n, status: "" }] = await rows(simulation);
  expect(status).toBe("PENDING");
  return { simulation, order, refundId };
}

/** Done at Alipay, which a day later has neither told it nor answered a question about it. */
async function doneAndUnheard(): Promise<{ simulation: Simulation; refundId: bigint }> {
  const simulation = await openSimulation({ kind: "0001" });
  const order = await aPaidOrder(simulation);
  await go(
    simulation,
    { fault: "lose-notification", times: "always" },
    { fault: "reset", match: { service: "single_trade_query" }, times: "always" },
  );
  await refundOf(simulation, order, 480);
  for (let i = 0; i < 25; i++) await letTimePass(simulation, HOUR_MS);
  simulation.shop.advance(MINUTE_MS);
  const [{ id: refundId } = { id: 0n }] = await rows(simulation);
  return { simulation, refundId };
}

describe("a refund without a password that Alipay took and whose notice is lost", () => {
  test("that was done is found out by the trade's own sum", async () => {
    const simulation = await openSimulation({ kind: "0001" });
    const order = await aPaidOrder(simulation);
    await go(simulation, { fault: "lose-notification", times: "always" }, { fault: "refund-later", delayMs: 5 * HOUR_MS });
    await refundOf(simulation, order, 480);
    for (let i = 0; i < 8; i++) await letTimePass(simulation, HOUR_MS);
    expect(await rows(simulation)).toMatchObject([{ status: "DONE" }]);
    await checkRefunds(simulation);
  });

  test("that failed keeps other refunds of its trade waiting for no longer than an hour", async () => {
    const { simulation, order } = await acceptedAndFailed();
    await refundOf(simulation, order, 1500);
    for (let i = 0; i < 8; i++) await letTimePass(simulation, 10 * MINUTE_MS);
    expect(await rows(simulation)).toMatchObject([{ status: "PENDING" }, { status: "DONE", amountFen: 1500 }]);
    await checkRefunds(simulation);
  });

  test("that failed is ended by the owner with proof, a day later and not before, and its sum can be given back again", async () => {
    const { simulation, order, refundId } = await acceptedAndFailed();
    const end = () => endRefundAsNotDone(actingAs(simulation.shop, 7), { refundId, ...seen });
    expect(await end()).toEqual({ ok: false, reason: "too_early" });
    for (let i = 0; i < 25; i++) await letTimePass(simulation, HOUR_MS);
    simulation.shop.advance(MINUTE_MS);
    expect(await end()).toEqual({ ok: true });
    expect(await end()).toEqual({ ok: false, reason: "not_under_way" });
    expect(await rows(simulation)).toMatchObject([{ status: "FAILED", advice: "ended", endNote: "商家中心没有这笔退款（alice）" }]);
    const ended = await simulation.shop.db.orderEvent.findFirstOrThrow({ where: { kind: "refund_failed" } });
    expect(ended).toMatchObject({ actor: "owner", detail: { owner: "alice", note: seen.note } });
    const trail = await simulation.shop.db.auditEntry.findMany();
    expect(trail).toMatchObject([{ kind: "refund_proven_undone", ownerId: 7, after: { amountFen: 480, note: seen.note } }]);
    expect(await refundOf(simulation, order, 1980)).toMatchObject({ ok: true });
    await letTimePass(simulation, MINUTE_MS);
    expect(await rows(simulation)).toMatchObject([{ status: "FAILED" }, { status: "DONE", amountFen: 1980 }]);
    await checkRefunds(simulation);
  });

  test("is not ended as done when Alipay's own sum says that nothing has gone back", async () => {
    const { simulation, refundId } = await acceptedAndFailed();
    for (let i = 0; i < 25; i++) await letTimePass(simulation, HOUR_MS);
    simulation.shop.advance(MINUTE_MS);
    const confirmed = await confirmRefundDone(simulation.shop, { refundId, ...seen });
    expect(confirmed).toEqual({ ok: false, reason: "contradicted" });
    expect(await rows(simulation)).toMatchObject([{ status: "PENDING" }]);
  });

  test("is not ended as not done when Alipay says that it was done, or says nothing", async () => {
    const { simulation, refundId } = await doneAndUnheard();
    expect(await endRefundAsNotDone(simulation.shop, { refundId, ...seen })).toEqual({ ok: false, reason: "unknown" });
    await simulation.control("DELETE", "/control/faults");
    expect(await endRefundAsNotDone(simulation.shop, { refundId, ...seen })).toEqual({ ok: false, reason: "done" });
    expect(await rows(simulation)).toMatchObject([{ status: "DONE", endNote: null }]);
    await checkRefunds(simulation);
  });

  test("is ended as done by the owner where Alipay never answers a question", async () => {
    const { simulation, refundId } = await doneAndUnheard();
    const proof = { owner: "alice", note: "商家中心显示已退" };
    expect(await confirmRefundDone(actingAs(simulation.shop, 7), { refundId, ...proof })).toEqual({ ok: true });
    const trail = await simulation.shop.db.auditEntry.findMany();
    expect(trail).toMatchObject([{ kind: "refund_proven_done", ownerId: 7, after: { status: "DONE", note: proof.note } }]);
    expect(await rows(simulation)).toMatchObject([{ status: "DONE", endNote: "商家中心显示已退（alice）" }]);
    await checkRefunds(simulation);
  });

  test("two of the same sum, of which one was done: nothing is guessed, and the owner says which", async () => {
    const { simulation, order, refundId: failed } = await acceptedAndFailed();
    for (let i = 0; i < 7; i++) await letTimePass(simulation, 10 * MINUTE_MS);
    await refundOf(simulation, order, 480);
    for (let i = 0; i < 26; i++) await letTimePass(simulation, HOUR_MS);
    simulation.shop.advance(MINUTE_MS);
    expect((await rows(simulation)).map(({ status }) => status)).toEqual(["PENDING", "PENDING"]);
    const [, done] = await rows(simulation);
    expect(await confirmRefundDone(simulation.shop, { refundId: done?.id ?? 0n, ...seen })).toEqual({ ok: true });
    expect(await confirmRefundDone(simulation.shop, { refundId: failed, ...seen })).toEqual({ ok: false, reason: "contradicted" });
    expect(await endRefundAsNotDone(simulation.shop, { refundId: failed, ...seen })).toEqual({ ok: true });
    await checkRefunds(simulation);
  });
});

test("in the current protocol, one that Alipay refuses while an earlier send may be open is ended with proof as well", async () => {
  const simulation = await openSimulation({ kind: "keys" });
  const order = await aPaidOrder(simulation);
  const match = { service: REFUND_SERVICE.keys };
  await go(simulation, { fault: "reset", match });
  await refundOf(simulation, order, 480);
  await go(simulation, { fault: "refuse", code: "ACQ.NOT_ALLOW_PARTIAL_REFUND", match, times: "always" });
  for (let i = 0; i < 25; i++) await letTimePass(simulation, HOUR_MS);
  simulation.shop.advance(MINUTE_MS);
  const [{ id: refundId } = { id: 0n }] = await rows(simulation);
  expect(await confirmRefundDone(simulation.shop, { refundId, ...seen })).toEqual({ ok: false, reason: "contradicted" });
  expect(await endRefundAsNotDone(simulation.shop, { refundId, ...seen })).toEqual({ ok: true });
  expect(await simulation.shop.db.payment.findFirstOrThrow()).toMatchObject({ refundingFen: 0 });
  await checkRefunds(simulation);
});
