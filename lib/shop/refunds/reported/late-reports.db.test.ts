import { describe, expect, test } from "vitest";
import { checkRefunds } from "@/test/check-refunds";
import { aPaidOrder, refundOf } from "@/test/refund-simulation";
import { confirmRefund, letTimePass, openSimulation, type Simulation } from "@/test/simulation";
import { MINUTE_MS, type TestOrder } from "@/test/test-shop";
import { giveUpRefund } from "../requested/give-up-refund";
import { bookBilledRefund } from "./book-billed-refund";

const rows = ({ shop }: Simulation) => shop.db.refund.findMany({ orderBy: { id: "asc" } });
const go = (simulation: Simulation, ...faults: object[]) => simulation.control("POST", "/control/faults", faults);
const atConsole = (simulation: Simulation, { outTradeNo }: TestOrder, amount: string) =>
  simulation.control("POST", `/control/trades/${outTradeNo}/refund`, { amount });
const numbersAtAlipay = async ({ control }: Simulation) => {
  const { trades } = (await control("GET", "/control/trades")) as { trades: { refunds: { out_request_no: string }[] }[] };
  return trades.flatMap(({ refunds }) => refunds.map(({ out_request_no }) => out_request_no));
};

describe("in the token protocol", () => {
  test("two batches that were withdrawn and are confirmed all the same are both booked, by their notices alone", async () => {
    const simulation = await openSimulation({ refundMode: "pwd" });
    const order = await aPaidOrder(simulation);
    await go(simulation, { fault: "lose-notification", times: "always", match: { service: "notify.refunded" } });
    const pages: string[] = [];
    for (const amountFen of [480, 300]) {
      const asked = await refundOf(simulation, order, amountFen);
      if (!asked.ok || !asked.outcome.confirmUrl) throw new Error("no page to confirm on");
      pages.push(asked.outcome.confirmUrl);
      await letTimePass(simulation, MINUTE_MS);
      expect(await giveUpRefund(simulation.shop, { refundId: asked.refundId, owner: "alice" })).toEqual({ ok: true });
    }
    for (const page of pages) {
      await confirmRefund(simulation, page);
      await letTimePass(simulation, MINUTE_MS);
      await letTimePass(simulation, MINUTE_MS);
    }
    expect(await rows(simulation)).toMatchObject([{ status: "DONE" }, { status: "DONE" }]);
    await checkRefunds(simulation);
  });

  test("two refunds at the console within the same second are both booked, although their notices look the same", async () => {
    const simulation = await openSimulation();
    const order = await aPaidOrder(simulation);
    await atConsole(simulation, order, "4.80");
    await letTimePass(simulation, 300);
    expect(await rows(simulation)).toMatchObject([{ amountFen: 480 }]);
    await atConsole(simulation, order, "3.00");
    await letTimePass(simulation, 300);
    expect(await rows(simulation)).toMatchObject([{ amountFen: 480 }, { amountFen: 300 }]);
    await checkRefunds(simulation);
  });
});

describe("in the current protocol, a part that was given back at the console and booked by its sum", () => {
  /** The notice's number is not known to Alipay's own query for a while, so that the sum decides. */
  async function bookedBySum(): Promise<{ simulation: Simulation; order: TestOrder }> {
    const simulation = await openSimulation({ kind: "keys" });
    const order = await aPaidOrder(simulation);
    const gateway = simulation.shop.gateways.current;
    const { queryRefund } = gateway;
    gateway.queryRefund = async () => ({ kind: "not_refunded" });
    await atConsole(simulation, order, "4.80");
    for (let i = 0; i < 12; i++) await letTimePass(simulation, 10 * MINUTE_MS);
    expect(await rows(simulation)).toMatchObject([{ amountFen: 480, status: "DONE", outRequestNo: expect.stringMatching(/^RF/) }]);
    gateway.queryRefund = queryRefund;
    return { simulation, order };
  }

  test("takes its number when the bill names it, and is not booked again", async () => {
    const { simulation } = await bookedBySum();
    const { tradeNo } = await simulation.shop.db.payment.findFirstOrThrow();
    const [outRequestNo = ""] = await numbersAtAlipay(simulation);
    expect(await bookBilledRefund(simulation.shop, { tradeNo, outRequestNo })).toBe(true);
    expect(await rows(simulation)).toMatchObject([{ amountFen: 480, outRequestNo }]);
    await checkRefunds(simulation);
  });

  test("is not taken for a later one of the same sum", async () => {
    const { simulation, order } = await bookedBySum();
    await go(simulation, { fault: "lose-notification", times: "always" });
    await atConsole(simulation, order, "4.80");
    const { tradeNo } = await simulation.shop.db.payment.findFirstOrThrow();
    const [first = "", second = ""] = await numbersAtAlipay(simulation);
    await letTimePass(simulation, MINUTE_MS);
    for (const outRequestNo of [second, first]) expect(await bookBilledRefund(simulation.shop, { tradeNo, outRequestNo })).toBe(true);
    expect((await rows(simulation)).map(({ outRequestNo }) => outRequestNo).sort()).toEqual([first, second].sort());
    await checkRefunds(simulation);
  });
});
