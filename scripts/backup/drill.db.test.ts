// The drill: the shop's disk is gone, and yesterday's backup is what there is.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDb } from "@/lib/server/db";
import { listen } from "@/lib/server/listen";
import { listDiscrepancies } from "@/lib/shop/discrepancies/list-discrepancies";
import { ORDER_CHANNEL } from "@/lib/shop/orders/signal-order";
import { refundHeldPayment } from "@/lib/shop/refunds/requested/refund-held-payment";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { reconcileDueDays } from "@/lib/shop/reports/due-days";
import { checkInvariants } from "@/test/check-invariants";
import { freshEmptyDatabase } from "@/test/database";
import { aWish } from "@/test/owner-wish";
import { aPaidOrder, toTheNextMorning } from "@/test/report-simulation";
import { doWhatIsDue, openSimulation, type Simulation } from "@/test/simulation";
import { openLodging } from "@/test/test-shop";
import { wanted } from "@/test/wishes";
import { restoreRows } from "./restore-rows";
import { writeBackup } from "./write-backup";

const HOUR_MS = 3600_000;

type Opened = { simulation: Simulation; backUp: () => Promise<string>; whenOver: (end: () => Promise<void>) => void };

async function openShop(): Promise<Opened> {
  const ends: (() => Promise<void>)[] = [];
  // What is told to `onTestFinished` first is done last: the wishes are compared on the restored shop.
  onTestFinished(async () => {
    for (const end of ends) await end();
  });
  const folder = mkdtempSync(path.join(tmpdir(), "xiaopu-drill-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  let url = "";
  const lodging = await openLodging(onTestFinished, { through: (connectionString) => (url = connectionString) });
  const simulation = await openSimulation({ kind: "keys", lodging });
  return { simulation, backUp: () => writeBackup(url, { folder, actionsKey: null }), whenOver: (end) => ends.push(end) };
}

/** The same shop on what its backup makes of an empty database; Alipay is as it was. */
async function restore({ simulation, whenOver }: Opened, backup: string): Promise<void> {
  const { connectionString, drop } = await freshEmptyDatabase();
  await restoreRows(connectionString, backup);
  const opened = openDb(connectionString);
  const signals = listen(connectionString, ORDER_CHANNEL);
  whenOver(async () => {
    await signals.close();
    await opened.db.$disconnect();
    await opened.pool.end();
    await drop();
  });
  simulation.shop = { ...simulation.shop, ...opened, signals };
}

/** The worker of one morning: whatever is due, and then the days that no report has yet. */
async function morning(simulation: Simulation): Promise<void> {
  toTheNextMorning(simulation);
  await doWhatIsDue(simulation);
  while ((await reconcileDueDays(simulation.shop)) > 0);
  await doWhatIsDue(simulation);
}

/** Each trade that is paid at the gateway, as the shop has it: its order's status, or the kind of discrepancy that the owner sees. */
async function accountOf({ shop, trades }: Simulation): Promise<Record<string, string>> {
  const { discrepancies } = await listDiscrepancies(shop, "open");
  const account: Record<string, string> = {};
  for (const { out_trade_no: number, trade_no: tradeNo } of await trades()) {
    if (tradeNo === null) continue;
    const payments = await shop.db.payment.findMany({ where: { tradeNo }, include: { order: { select: { status: true } } } });
    expect(payments, number).toHaveLength(1);
    const [payment] = payments;
    const seen = discrepancies.find((one) => one.tradeNo === tradeNo);
    account[number] = payment?.disposition === "settled" ? (payment.order?.status ?? "no order") : (seen?.kind ?? "nobody is told");
  }
  return account;
}

test("an owner who has yesterday's backup and nothing else has every payment since by the next morning, and can give each back", async () => {
  const opened = await openShop();
  const { simulation, backUp } = opened;
  const old = await aPaidOrder(simulation, { priceFen: 1000 });
  const refundedLater = await aPaidOrder(simulation, { priceFen: 2000 });
  await morning(simulation);
  const unpaidThen = await aPaidOrder(simulation, { priceFen: 3000, unheard: true });
  await simulation.control("DELETE", "/control/faults");
  const backup = await backUp();

  // A day of business that no copy has: one who waited then is known to have paid, two new ones pay, and one gets money back.
  await doWhatIsDue(simulation);
  const unknown = await aPaidOrder(simulation, { priceFen: 4000 });
  const shipped = await aPaidOrder(simulation, { priceFen: 5000 });
  const refunding = refundOrder(simulation.shop, { orderId: refundedLater.orderId, amountFen: 480, reason: "少发一件", wish: aWish() });
  await wanted(simulation, { of: refundedLater, fen: 480 }, refunding);
  simulation.shop.advance(HOUR_MS);
  await doWhatIsDue(simulation);

  await restore(opened, backup);
  await morning(simulation);
  await morning(simulation);
  expect(await accountOf(simulation)).toEqual({
    [old.outTradeNo]: "PAID",
    [refundedLater.outTradeNo]: "PAID",
    [unpaidThen.outTradeNo]: "PAID",
    [unknown.outTradeNo]: "unknown_order",
    [shipped.outTradeNo]: "unknown_order",
  });
  expect(
    await simulation.shop.db.payment.findMany({ where: { refundedFen: { gt: 0 } }, select: { outTradeNo: true, refundedFen: true } }),
  ).toEqual([{ outTradeNo: refundedLater.outTradeNo, refundedFen: 480 }]);
  await checkInvariants(simulation.shop);

  // What the owner sees of money without an order is enough to give it back.
  for (const { outTradeNo, totalFen } of [unknown, shipped]) {
    const payment = await simulation.shop.db.payment.findFirstOrThrow({ where: { outTradeNo } });
    expect(payment).toMatchObject({ amountFen: totalFen, disposition: "held", buyerLogon: expect.stringMatching(/\*/) });
    const giving = refundHeldPayment(simulation.shop, { paymentId: payment.id, reason: "订单已丢失", wish: aWish() });
    expect(await wanted(simulation, { of: { outTradeNo }, fen: totalFen }, giving)).toMatchObject({ ok: true });
  }
  await doWhatIsDue(simulation);
  const given = (await simulation.trades()).filter(({ out_trade_no }) => [unknown, shipped].some((one) => one.outTradeNo === out_trade_no));
  expect(given.map(({ refund_fee, total_fee }) => refund_fee === total_fee)).toEqual([true, true]);
  expect((await listDiscrepancies(simulation.shop, "open")).discrepancies).toEqual([]);
  await checkInvariants(simulation.shop);
}, 60_000);

test("an owner whose restored shop was about to expire an order that was paid meanwhile keeps the order and its money", async () => {
  const opened = await openShop();
  const { simulation, backUp } = opened;
  const waiting = await aPaidOrder(simulation, { unheard: true });
  const backup = await backUp();
  await restore(opened, backup);
  simulation.shop.advance(3 * HOUR_MS);
  await doWhatIsDue(simulation);
  expect(await accountOf(simulation)).toEqual({ [waiting.outTradeNo]: "PAID" });
});

test("a notice that Alipay sends again after the restore, about an order that the copy does not have, is held under the owner's eyes at once", async () => {
  const opened = await openShop();
  const { simulation, backUp } = opened;
  const backup = await backUp();
  const unknown = await aPaidOrder(simulation);
  await restore(opened, backup);
  await simulation.control("POST", `/control/trades/${unknown.outTradeNo}/notify`, {});
  await simulation.emulator.deliverDue();
  expect(simulation.answers.at(-1)).toBe("success");
  expect(await accountOf(simulation)).toEqual({ [unknown.outTradeNo]: "unknown_order" });
});
