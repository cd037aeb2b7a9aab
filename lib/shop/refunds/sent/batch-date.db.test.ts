import { describe, expect, test } from "vitest";
import { makeGateways } from "@/lib/shop/gateways";
import { checkRefunds } from "@/test/check-refunds";
import { aWish } from "@/test/owner-wish";
import { aPaidOrder, REFUND_SERVICE, refundOf } from "@/test/refund-simulation";
import { letTimePass, openSimulation, type Simulation } from "@/test/simulation";
import { MINUTE_MS } from "@/test/test-shop";
import { receiveRefundNotification } from "../reported/receive-refund-notification";
import { retryRefund } from "../requested/retry-refund";

const DAY_MS = 24 * 60 * MINUTE_MS;
const service = REFUND_SERVICE["0001"];
const rows = ({ shop }: Simulation) => shop.db.refund.findMany({ orderBy: { id: "asc" } });
const go = (simulation: Simulation, ...faults: object[]) => simulation.control("POST", "/control/faults", faults);
const batches = async ({ control }: Simulation) => {
  const { trades } = (await control("GET", "/control/trades")) as { trades: { refunds: { out_request_no: string }[] }[] };
  return trades.flatMap(({ refunds }) => refunds.map(({ out_request_no }) => out_request_no));
};

describe("a batch_no holds the date of its try", () => {
  test("a refund that was refused yesterday and is retried today is dated today, since Alipay takes no other", async () => {
    const simulation = await openSimulation();
    const order = await aPaidOrder(simulation);
    await go(simulation, { fault: "refuse", code: "TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH", match: { service } });
    await refundOf(simulation, order, 480);
    await letTimePass(simulation, DAY_MS);
    const [{ id: refundId, outRequestNo } = { id: 0n, outRequestNo: "?" }] = await rows(simulation);
    await retryRefund(simulation.shop, { refundId, wish: aWish() });
    await letTimePass(simulation, MINUTE_MS);
    expect(await rows(simulation)).toMatchObject([{ status: "DONE" }]);
    expect(await batches(simulation)).toEqual([`20261123${outRequestNo}`]);
    await checkRefunds(simulation);
  });

  test("one that waits for its turn over midnight is dated when it is sent", async () => {
    const simulation = await openSimulation();
    const order = await aPaidOrder(simulation);
    await go(
      simulation,
      { fault: "refund-later", delayMs: 50 * MINUTE_MS, match: { service } },
      { fault: "lose-notification", times: "always" },
    );
    simulation.shop.advance(14.5 * 60 * MINUTE_MS); // half an hour before midnight in Beijing
    await refundOf(simulation, order, 480);
    await refundOf(simulation, order, 300);
    for (let i = 0; i < 8; i++) await letTimePass(simulation, 10 * MINUTE_MS);
    const [first, second] = await rows(simulation);
    expect([first?.status, second?.status]).toEqual(["DONE", "DONE"]);
    expect(await batches(simulation)).toEqual([`20261122${first?.outRequestNo}`, `20261123${second?.outRequestNo}`]);
    await checkRefunds(simulation);
  });

  test("as long as an earlier send may still be taken, the batch stays the same one, also after midnight", async () => {
    const simulation = await openSimulation();
    const order = await aPaidOrder(simulation);
    simulation.shop.advance(14.9 * 60 * MINUTE_MS);
    await go(simulation, { fault: "process-later", delayMs: 60 * MINUTE_MS, match: { service } });
    await refundOf(simulation, order, 480);
    for (let i = 0; i < 12; i++) await letTimePass(simulation, 10 * MINUTE_MS);
    const [refund] = await rows(simulation);
    expect(await batches(simulation)).toEqual([`20261122${refund?.outRequestNo}`]);
    expect(refund).toMatchObject({ status: "DONE" });
    await checkRefunds(simulation);
  });

  test("the notice of an earlier try's batch that failed ends no later try", async () => {
    const simulation = await openSimulation();
    const order = await aPaidOrder(simulation);
    await go(simulation, { fault: "refund-later", delayMs: 5 * MINUTE_MS, match: { service } });
    await refundOf(simulation, order, 480);
    const { shop } = simulation;
    const [{ outRequestNo } = { outRequestNo: "" }] = await rows(simulation);
    const { tradeNo } = await shop.db.payment.findFirstOrThrow();
    const failed = { tradeNo, amountFen: 480, outcome: "failed" as const, code: "TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH" };
    const gateway = {
      ...shop.gateways.current,
      confirmNotification: async () => "confirmed" as const,
      parseRefundNotification: () => ({ ok: true as const, notifyId: "n1", outRequestNo, datedOn: "2026-11-21", refunds: [failed] }),
    };
    const delivery = { body: new Uint8Array(), contentType: null, remoteIp: "203.0.113.1" };
    expect(await receiveRefundNotification({ ...shop, gateways: makeGateways(gateway) }, delivery)).toMatchObject({ body: "success" });
    expect(await rows(simulation)).toMatchObject([{ status: "PENDING" }]);
    for (let i = 0; i < 3; i++) await letTimePass(simulation, 5 * MINUTE_MS);
    expect(await rows(simulation)).toMatchObject([{ status: "DONE" }]);
    await checkRefunds(simulation);
  });
});
