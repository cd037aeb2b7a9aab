import { expect } from "vitest";
import { checkRefunds } from "../check-refunds";
import type { GatewayTrade } from "../simulation";
import { COUPON } from "../street/coupon";
import { checkWishes } from "../wishes";
import { formOf, type Notes, sumOf } from "./notes";
import type { World } from "./world";

/** What must hold, judged by Alipay's ledger and by what the people of the street know, and by no line of the shop's own code. */

const fenOf = (yuan: string) => Number(yuan.replace(".", ""));

type Kept = Awaited<ReturnType<typeof readOrders>>[number];

function readOrders({ simulation: { shop } }: World) {
  return shop.db.order.findMany({
    select: {
      ...{ id: true, no: true, idempotencyKey: true, status: true, closeReason: true, itemsFen: true, shippingFen: true, totalFen: true },
      attempts: { select: { outTradeNo: true, amountFen: true } },
      payments: { select: { outTradeNo: true, amountFen: true, disposition: true, refunds: true } },
      changes: { select: { key: true, state: true } },
      discounts: { select: { amountFen: true } },
      lines: { select: { id: true, quantity: true } },
      parcels: { select: { trackingNo: true, lines: true } },
      events: { where: { kind: { in: ["paid_late", "close_asked"] } }, select: { kind: true } },
    },
  });
}

/** Clocks that differ by no more are what the shop's margins are for, in ms. */
const ALIKE_MS = 5_000;

/** After each round, however it ended. */
export async function checkRound(world: World): Promise<void> {
  const spreadMs = Math.max(0, ...world.skewsMs) - Math.min(0, ...world.skewsMs);
  const [orders, trades] = [await readOrders(world), await world.simulation.trades()];
  for (const order of orders) {
    checkSum(world.notes, order);
    checkPresses(world.notes, order, trades);
    checkOneSum(order, trades, world.simulation.shop.now().getTime() + (spreadMs > ALIKE_MS ? spreadMs : 0));
  }
  await checkCoupon(world, orders);
}

/** An order costs what its form showed, or what its owner has read and saved; and is paid by that sum alone. */
function checkSum(notes: Notes, { id, no, idempotencyKey, status, totalFen, changes, payments }: Kept): void {
  const form = formOf(notes, idempotencyKey);
  const wanted = notes.changes.filter(({ orderId }) => orderId === id);
  const stateOf = (key: string) => changes.find((change) => change.key === key)?.state;
  expect(
    changes.map(({ key }) => key).filter((key) => !wanted.some((change) => change.form.key === key)),
    `changes of ${no} that nobody saved`,
  ).toEqual([]);
  const applied = wanted.filter(({ form: { key } }) => stateOf(key) === "applied");
  const sums = applied.length > 0 ? applied.map(({ toFen }) => toFen) : [form ? sumOf(form) : 0];
  expect(sums, `the sum of ${no}`).toContain(totalFen);
  for (const { told, form: saved } of wanted)
    if (told !== null && told !== "waiting") expect(stateOf(saved.key), `what its owner was told of a change of ${no}`).toBe(told);
  expect(changes.filter(({ state }) => state === "waiting").length, `changes of ${no} that wait`).toBeLessThanOrEqual(
    status === "PENDING" ? 1 : 0,
  );
  const paying = payments.filter(({ disposition }) => disposition === "settled");
  for (const { amountFen } of paying) expect(amountFen, `what has paid ${no}`).toBe(totalFen);
}

/** Whatever was begun at Alipay for an order has a sum beside which its buyer has pressed the button. */
function checkPresses(notes: Notes, { no, idempotencyKey, attempts }: Kept, trades: readonly GatewayTrade[]): void {
  const form = formOf(notes, idempotencyKey);
  const pressed = [...(form?.pressedFen ?? [])];
  for (const { out_trade_no, total_fee } of trades)
    if (attempts.some(({ outTradeNo }) => outTradeNo === out_trade_no))
      expect(pressed, `sums pressed for ${no}`).toContain(fenOf(total_fee));
}

/**
 * Of an order one sum can be paid: its own. `beyond`: what ends before that instant may have ended already by the clock of an instance,
 * where nothing but the time says so.
 */
function checkOneSum({ no, status, totalFen, attempts }: Kept, trades: readonly GatewayTrade[], beyond: number): void {
  const payable = trades.filter(
    ({ out_trade_no, standing, expires_at }) =>
      standing === "payable" && Date.parse(expires_at) > beyond && attempts.some(({ outTradeNo }) => outTradeNo === out_trade_no),
  );
  const sums = [...new Set(payable.map(({ total_fee }) => fenOf(total_fee)))];
  expect(sums.length, `sums that can be paid for ${no}`).toBeLessThanOrEqual(1);
  if (status === "PENDING")
    expect(
      sums.filter((fen) => fen !== totalFen),
      `sums that can be paid for ${no}, which costs ${totalFen}`,
    ).toEqual([]);
}

/** A coupon is used by those orders whose forms named it and that have not closed unpaid: each once. */
async function checkCoupon({ simulation: { shop }, notes }: World, orders: readonly Kept[]): Promise<void> {
  const named = orders.filter(({ idempotencyKey }) => formOf(notes, idempotencyKey)?.withCoupon);
  for (const { no, discounts } of orders) {
    const off = named.some((order) => order.no === no) ? COUPON.offFen : 0;
    expect(
      discounts.reduce((sum, { amountFen }) => sum + amountFen, 0),
      `what came off ${no}`,
    ).toBe(off);
  }
  const using = named.filter(({ status, closeReason }) => status !== "CLOSED" || closeReason === "refunded");
  const { used } = await shop.db.promotion.findFirstOrThrow({ where: { code: COUPON.code } });
  expect(used, "uses of the coupon").toBe(using.length);
  // Late money takes its use all the same; and who gives an order up for another one of the same form needs no second use for that.
  const inTime = using.filter(({ events }) => events.length === 0);
  expect(inTime.length, "uses of the coupon by orders in their time").toBeLessThanOrEqual(COUPON.total);
}

/** When all is over: each trade is a paid order, a refund, or held money that the owner was told of. */
export async function checkWorld(world: World): Promise<void> {
  const { simulation, notes } = world;
  const { db } = simulation.shop;
  const paid = (await simulation.trades()).filter(({ standing }) => standing === "paid");
  const booked = await db.payment.findMany();
  expect(booked.map(({ tradeNo }) => tradeNo).sort(), "what is booked").toEqual(paid.map(({ trade_no }) => trade_no).sort());
  for (const { tradeNo, disposition } of booked) {
    const isExplained = disposition === "settled" || (await db.discrepancy.count({ where: { tradeNo } })) > 0;
    expect(isExplained, `trade ${tradeNo}`).toBe(true);
  }
  const orders = await readOrders(world);
  for (const order of orders) {
    checkPaidSum(order, paid);
    checkParcels(notes, order);
  }
  for (const { id, orderId } of await db.orderChange.findMany({ where: { state: "paid" } }))
    expect(await db.discrepancy.count({ where: { orderId, kind: "paid_before_change" } }), `the owner was told of change ${id}`).toBe(1);
  await checkAllIsOver(world);
  await checkRefunds(simulation);
  await checkWishes(simulation);
}

/** Of an order's trades that Alipay was paid, the one that pays it has its sum; whatever else was paid has gone back whole. */
function checkPaidSum({ no, totalFen, shippingFen, attempts, payments }: Kept, paid: readonly GatewayTrade[]): void {
  const own = paid.filter(({ out_trade_no }) => attempts.some(({ outTradeNo }) => outTradeNo === out_trade_no));
  const settled = payments.find(({ disposition }) => disposition === "settled");
  for (const { out_trade_no, total_fee, refund_fee } of own) {
    if (out_trade_no === settled?.outTradeNo) expect(fenOf(total_fee), `what ${no} was paid with`).toBe(totalFen);
    else expect(refund_fee, `what went back of money that pays nothing, for ${no}`).toBe(total_fee);
  }
  const freight = (settled?.refunds ?? []).filter(({ status }) => status === "DONE").reduce((sum, { freightFen }) => sum + freightFen, 0);
  expect(freight, `freight that went back of ${no}`).toBeLessThanOrEqual(shippingFen);
}

/** An order's parcels are those that its owner sent, and hold no more than was bought. */
function checkParcels({ parcels: sendings }: Notes, { id, no, status, lines, parcels }: Kept): void {
  const numbers = parcels.map(({ trackingNo }) => trackingNo);
  for (const { orderId, trackingNo, told } of sendings)
    if (orderId === id && told !== "unknown")
      expect(numbers.includes(trackingNo), `parcel ${trackingNo} of ${no}, ${told}`).toBe(told === "sent");
  expect(new Set(numbers).size, `parcels of ${no}`).toBe(numbers.length);
  const isOnItsWay = status === "SHIPPED" || status === "COMPLETED";
  expect(parcels.length > 0, `${no} is ${status}`).toBe(isOnItsWay);
  for (const line of lines) {
    const sent = parcels.flatMap((parcel) => parcel.lines).filter(({ lineId }) => lineId === line.id);
    const pieces = sent.reduce((sum, { quantity }) => sum + quantity, 0);
    expect(pieces, `pieces that were sent of ${no}`).toBeLessThanOrEqual(line.quantity);
  }
}

async function checkAllIsOver({ simulation }: World): Promise<void> {
  const { db } = simulation.shop;
  expect(await db.order.count({ where: { status: "PENDING" } }), "orders that wait").toBe(0);
  expect(await db.order.count({ where: { changing: true } }), "orders that are being changed").toBe(0);
  expect(await db.orderChange.count({ where: { dueAt: { not: null } } }), "changes that are due again").toBe(0);
  expect(await db.paymentAttempt.count({ where: { status: "OPEN" } }), "payments that are open").toBe(0);
  expect(await db.refund.count({ where: { status: "PENDING" } }), "refunds under way").toBe(0);
  expect(await db.reportedRefund.count({ where: { dueAt: { not: null } } }), "refunds told of and not matched").toBe(0);
  expect(await db.order.count({ where: { dueAt: { not: null } } }), "orders that are due again").toBe(0);
}
