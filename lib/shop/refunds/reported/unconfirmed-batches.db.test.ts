import { expect, test } from "vitest";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { checkRefunds } from "@/test/check-refunds";
import { refundOf } from "@/test/refund-simulation";
import { letTimePass, openSimulation, type Simulation } from "@/test/simulation";
import { anOrder, MINUTE_MS } from "@/test/test-shop";

const go = (simulation: Simulation, fault: object) => simulation.control("POST", "/control/faults", fault);
const refunds = ({ shop }: Simulation) => shop.db.refund.findMany({ orderBy: { id: "asc" } });

/** The owner gives a part back; the shop dies after Alipay has confirmed the notice of the batch and before it has committed. */
async function aRefundWhoseNoticeWasConfirmedInVain(fault?: object): Promise<Simulation> {
  const simulation = await openSimulation();
  const { shop, emulator } = simulation;
  const order = await anOrder(shop);
  await startPayment(shop, order.orderId);
  await simulation.control("POST", `/control/trades/${order.outTradeNo}/pay`, {});
  await letTimePass(simulation, 1_000);
  await go(simulation, { fault: "lose-notification", match: { service: "notify.refunded" }, times: "always" });
  if (fault) await go(simulation, fault);
  await shop.db.$executeRaw`ALTER TABLE notify_deliveries ADD CONSTRAINT dies CHECK (verdict <> 'refund')`;
  await refundOf(simulation, order, 480);
  await emulator.deliverDue();
  await shop.db.$executeRaw`ALTER TABLE notify_deliveries DROP CONSTRAINT dies`;
  expect(await refunds(simulation)).toMatchObject([{ status: "PENDING" }]);
  simulation.answers.length = 0;
  return simulation;
}

test("a refund whose notice was confirmed in vain is done at the resend", async () => {
  const simulation = await aRefundWhoseNoticeWasConfirmedInVain();
  simulation.shop.advance(2 * MINUTE_MS);
  await simulation.emulator.deliverDue();
  expect(simulation.answers).toEqual(["success"]);
  expect(await refunds(simulation)).toMatchObject([{ status: "DONE" }]);
  await checkRefunds(simulation);
});

test("a refund that failed, as only its notice tells, is not asked about for ever when that was confirmed in vain", async () => {
  const code = "TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH";
  const simulation = await aRefundWhoseNoticeWasConfirmedInVain({ fault: "refund-fails", code, match: { channel: "mapi" } });
  simulation.shop.advance(2 * MINUTE_MS);
  await simulation.emulator.deliverDue();
  expect(simulation.answers).toEqual(["success"]);
  expect(await refunds(simulation)).toMatchObject([{ status: "FAILED", lastAnswer: code }]);
  await checkRefunds(simulation);
});

test("while Alipay answers nothing about it, the notice is kept and Alipay is told to send it again", async () => {
  const simulation = await aRefundWhoseNoticeWasConfirmedInVain();
  await go(simulation, { fault: "reset", match: { service: "single_trade_query" } });
  simulation.shop.advance(2 * MINUTE_MS);
  await simulation.emulator.deliverDue();
  expect(simulation.answers).toEqual(["fail"]);
  expect(await refunds(simulation)).toMatchObject([{ status: "PENDING", dueAt: simulation.shop.now() }]);
  simulation.shop.advance(10 * MINUTE_MS);
  await simulation.emulator.deliverDue();
  expect(simulation.answers).toEqual(["fail", "success"]);
  expect(await refunds(simulation)).toMatchObject([{ status: "DONE" }]);
  const inbox = await simulation.shop.db.notifyDelivery.findMany({ where: { tradeStatus: "SUCCESS" } });
  expect(inbox.map(({ verdict }) => verdict)).toEqual(["refund", "refund"]);
});
