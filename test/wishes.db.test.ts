import { expect, test } from "vitest";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { aWish } from "./owner-wish";
import { aPaidOrder } from "./report-simulation";
import { letTimePass, openSimulation, type Simulation } from "./simulation";
import { MINUTE_MS, type TestOrder } from "./test-shop";
import { checkWishes, wanted } from "./wishes";

const refund = ({ shop }: Simulation, { orderId }: TestOrder) =>
  refundOrder(shop, { orderId, amountFen: 480, reason: "少发一件", wish: aWish() });

test.each(["MD5", "keys"] as const)("with %s, a wish that is done twice shows, although the shop's books are right", async (kind) => {
  const simulation = await openSimulation({ kind });
  const of = await aPaidOrder(simulation);
  for (let tab = 0; tab < 2; tab++) {
    await wanted(simulation, { of, fen: 480, key: "one form" }, refund(simulation, of));
    await letTimePass(simulation, MINUTE_MS);
  }
  await expect(checkWishes(simulation)).rejects.toMatchObject({ actual: { givenThoughNobodyWantsIt: [480], saidToBeGiven: [] } });
  // Two owners, that is, who mean it.
  const [refundId = 0n] = simulation.wishes[0]?.refundIds.splice(1) ?? [];
  await wanted(simulation, { of, fen: 480 }, Promise.resolve({ ok: true as const, refundId }));
  await checkWishes(simulation);
});

test("what is asked for anew because it failed is the same wish", async () => {
  const simulation = await openSimulation({ kind: "keys" });
  const of = await aPaidOrder(simulation);
  await simulation.control("POST", "/control/faults", [
    { fault: "refuse", code: "ACQ.SELLER_BALANCE_NOT_ENOUGH", match: { service: "alipay.trade.refund" } },
  ]);
  const failed = await wanted(simulation, { of, fen: 480 }, refund(simulation, of));
  await letTimePass(simulation, MINUTE_MS);
  if (!failed.ok) throw new Error("not written down");
  await wanted(simulation, { of, fen: 480, insteadOf: failed.refundId }, refund(simulation, of));
  await letTimePass(simulation, MINUTE_MS);
  expect(simulation.wishes).toHaveLength(1);
  await checkWishes(simulation);
});

test("a refund that nobody asked for shows, and so does one that is only said to be done", async () => {
  const simulation = await openSimulation({ kind: "keys" });
  const of = await aPaidOrder(simulation);
  await refund(simulation, of);
  await letTimePass(simulation, MINUTE_MS);
  await expect(checkWishes(simulation)).rejects.toMatchObject({ actual: { givenThoughNobodyWantsIt: [480], saidToBeGiven: [] } });
  const { id: refundId } = await simulation.shop.db.refund.findFirstOrThrow();
  await wanted(simulation, { of, fen: 500 }, Promise.resolve({ ok: true as const, refundId }));
  await expect(checkWishes(simulation)).rejects.toMatchObject({ actual: { givenThoughNobodyWantsIt: [480], saidToBeGiven: [500] } });
  simulation.wishes.splice(0, 1, { outTradeNo: of.outTradeNo, fen: 480, key: null, refundIds: [refundId] });
  await checkWishes(simulation);
});

test("a wish that the shop refuses is nobody's, and one that it does not answer may have been done", async () => {
  const simulation = await openSimulation({ kind: "keys" });
  const of = await aPaidOrder(simulation);
  await wanted(simulation, { of, fen: 99_999 }, Promise.resolve({ ok: false as const }));
  expect(simulation.wishes).toEqual([]);
  const killed = Promise.reject(new Error("killed"));
  await expect(wanted(simulation, { of, fen: 480, key: "form" }, killed)).rejects.toThrow("killed");
  await checkWishes(simulation);
  await refund(simulation, of);
  await letTimePass(simulation, MINUTE_MS);
  await checkWishes(simulation);
});
