import { expect, test } from "vitest";
import { checkRefunds } from "@/test/check-refunds";
import { aPaidOrder, REFUND_SERVICE, refundOf } from "@/test/refund-simulation";
import { letTimePass, openSimulation, type Simulation } from "@/test/simulation";
import { MINUTE_MS } from "@/test/test-shop";
import { getOwnerOrder } from "../../orders/get-owner-order";
import { failRefund } from "../settle-refund";
import { receiveDepositBack } from "./receive-deposit-back";

const ADDRESS = "http://127.0.0.1:3000/api/alipay/messages";

/** A shop whose app has an address of its own, and whose buyers pay with a card that takes a refund back, or does not. */
async function withCards(depositBack: "done" | "failed") {
  const simulation = await openSimulation({ kind: "keys" });
  await simulation.control("POST", "/control/settings", { depositBack, appGatewayUrl: ADDRESS });
  return { simulation, order: await aPaidOrder(simulation) };
}

const eventsOf = async ({ shop }: Simulation) =>
  (await shop.db.orderEvent.findMany({ orderBy: { id: "asc" } })).map(({ kind }) => kind).filter((kind) => kind.startsWith("card_"));
const inbox = ({ shop }: Simulation) =>
  shop.db.notifyDelivery.findMany({ where: { tradeStatus: { in: ["S", "F"] } }, orderBy: { id: "asc" } });

test.each([
  ["done", "card_credited"],
  ["failed", "card_refused"],
] as const)("a buyer who asks where the money is hears what the bank made of it: %s", async (outcome, kind) => {
  const { simulation, order } = await withCards(outcome);
  expect(await refundOf(simulation, order, 480)).toMatchObject({ ok: true });
  await letTimePass(simulation, MINUTE_MS);
  expect(await simulation.shop.db.refund.findMany()).toMatchObject([{ status: "DONE", cardOutcome: outcome, cardAt: expect.any(Date) }]);
  expect(await eventsOf(simulation)).toEqual([kind]);
  expect(await inbox(simulation)).toMatchObject([{ verdict: "to_card", answer: "success", orderId: order.orderId }]);
  expect((await getOwnerOrder(simulation.shop, order.no))?.status).toBe("PAID");
  await checkRefunds(simulation);
});

test("a refund that its owner ended as not done is done after all when the bank has it, since Alipay is asked then", async () => {
  const { simulation, order } = await withCards("done");
  await simulation.control("POST", "/control/faults", [
    { fault: "lose-answer", match: { service: REFUND_SERVICE.keys } },
    // Alipay's own word about the trade would bring it too.
    { fault: "lose-notification", times: "always", match: { service: "notify.refunded" } },
  ]);
  await refundOf(simulation, order, 480);
  const { shop } = simulation;
  const { id } = await shop.db.refund.findFirstOrThrow();
  const word = { owner: "alice", note: "商家中心没有这笔退款" };
  expect(await shop.db.$transaction((tx) => failRefund(tx, shop, id, { code: "ENDED", advice: "ended", word }))).toBe(true);
  for (let i = 0; i < 3; i++) await letTimePass(simulation, MINUTE_MS);
  const refund = await shop.db.refund.findFirstOrThrow();
  expect(refund).toMatchObject({ status: "DONE", cardOutcome: "done" });
  // In the books of the day on which Alipay gave it back, whenever the bank's message comes.
  expect(refund.endedAt).toEqual(refund.sentAt);
  await checkRefunds(simulation);
});

test("a message that comes again changes nothing and is answered success, in whatever words", async () => {
  const { simulation, order } = await withCards("done");
  await refundOf(simulation, order, 480);
  await letTimePass(simulation, MINUTE_MS);
  const [first] = await inbox(simulation);
  const again = { body: Buffer.from(first?.body ?? ""), contentType: first?.contentType ?? null, remoteIp: "203.0.113.1" };
  expect(await receiveDepositBack(simulation.shop, again)).toEqual({ handled: true, body: "success" });
  expect((await inbox(simulation)).map(({ verdict }) => verdict)).toEqual(["to_card", "repeat"]);
  expect(await eventsOf(simulation)).toEqual(["card_credited"]);
});

test("a stranger's message, and one whose sum was changed on its way, are refused and move nothing", async () => {
  const { simulation, order } = await withCards("done");
  await simulation.control("POST", "/control/faults", {
    fault: "wrong-signature",
    times: "always",
    match: { service: "notify.deposit_back" },
  });
  await refundOf(simulation, order, 480);
  await letTimePass(simulation, MINUTE_MS);
  expect(await simulation.shop.db.refund.findMany()).toMatchObject([{ status: "DONE", cardOutcome: null }]);
  const refused = await simulation.shop.db.notifyDelivery.findMany({ where: { verdict: "rejected" } });
  expect(refused[0]).toMatchObject({ reason: "bad_signature", answer: "fail" });
  expect(simulation.answers).toContain("fail");
});

test("a message about somebody else's refund is kept as not ours, so that Alipay stops sending it", async () => {
  const { simulation, order } = await withCards("done");
  await refundOf(simulation, order, 480);
  await letTimePass(simulation, MINUTE_MS);
  const [first] = await inbox(simulation);
  const { shop } = simulation;
  await shop.db.refund.updateMany({ data: { cardOutcome: null } });
  await shop.db.payment.updateMany({ data: { outTradeNo: "ANOTHER1" } });
  const again = { body: Buffer.from(first?.body ?? ""), contentType: first?.contentType ?? null, remoteIp: "203.0.113.1" };
  expect(await receiveDepositBack(shop, again)).toEqual({ handled: true, body: "success" });
  expect(await shop.db.refund.findMany()).toMatchObject([{ cardOutcome: null }]);
  await shop.db.payment.updateMany({ data: { outTradeNo: order.outTradeNo } });
});

test("a shop under the token protocol has no such messages and refuses them", async () => {
  const { simulation, order } = await withCards("done");
  await refundOf(simulation, order, 480);
  await letTimePass(simulation, MINUTE_MS);
  const [first] = await inbox(simulation);
  const old = await openSimulation({ kind: "0001" });
  const again = { body: Buffer.from(first?.body ?? ""), contentType: first?.contentType ?? null, remoteIp: "203.0.113.1" };
  expect(await receiveDepositBack(old.shop, again)).toEqual({ handled: false, body: "fail" });
});
