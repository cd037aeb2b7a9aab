import { describe, expect, test } from "vitest";
import type { Db } from "@/lib/server/db";
import { STUCK_KINDS } from "@/lib/shop/discrepancies/discrepancy";
import { newOutTradeNo } from "@/lib/shop/orders/order-no";
import { placeOrder } from "@/lib/shop/orders/place-order";
import { closeOrder, requestClose } from "@/lib/shop/payments/close-order";
import { reviewDueChanges } from "@/lib/shop/payments/due-changes";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { aTrade } from "@/test/fake-gateway";
import { changeAsOwner } from "@/test/owner-change";
import { aCoupon } from "@/test/promotions";
import { aPaidOrder, ask } from "@/test/refund-shop";
import { BEGINNING_MS, STUCK_STORIES } from "@/test/stuck-stories";
import { ADDRESS, aBuyer, anOrder, MINUTE_MS, stockGoods, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { shipOrder } from "../orders/ship-order";
import { checkInvariants, INVARIANT_CODES } from "./check-invariants";
import type { Broken, InvariantCode } from "./invariant";
import { OVERDUE_MS, PATIENCE_MS, RECORD_WITHIN_MS } from "./patience";

const DAY_MS = 24 * 60 * MINUTE_MS;

/** What is found when somebody has changed the database by hand; afterwards all is as it was. */
async function foundAfter(shop: TestShop, ...damage: string[]): Promise<Broken[]> {
  let found: Broken[] = [];
  const undo = new Error("undo");
  const damaging = shop.db.$transaction(async (tx) => {
    for (const sql of damage) await tx.$executeRawUnsafe(sql);
    const { broken, unchecked } = await checkInvariants({ ...shop, db: tx as unknown as Db }, { allOrders: true });
    expect(unchecked).toEqual([]);
    found = broken;
    throw undo;
  });
  await damaging.catch((error: unknown) => {
    if (error !== undo) throw error;
  });
  return found;
}

const paid = async (shop: TestShop) => ({ order: await aPaidOrder(shop) });
async function sent(shop: TestShop) {
  const order = await aPaidOrder(shop);
  await shipOrder(shop, order.orderId, { courier: "顺丰速运", trackingNo: "SF0000001" });
  return { order };
}
const unpaid = async (shop: TestShop) => ({ order: await anOrder(shop) });
/** Two buyers pay the same order; nobody has given the second trade's money back yet. */
async function paidTwice(shop: TestShop) {
  const order = await aPaidOrder(shop);
  const second = aTrade(order.outTradeNo, order.totalFen);
  await settlePayment(shop, second, "notify");
  return { order, tradeNo: second.tradeNo };
}
async function refunding(shop: TestShop) {
  const order = await aPaidOrder(shop);
  shop.gateway.answers.refund = { kind: "unknown", detail: "garbage" };
  await ask(shop, order, 480);
  return { order };
}
async function refunded(shop: TestShop) {
  const order = await aPaidOrder(shop);
  await ask(shop, order, order.totalFen);
  return { order };
}
/** An unpaid order that its owner made cheaper. */
async function changed(shop: TestShop) {
  const order = await anOrder(shop);
  await changeAsOwner(shop, order.orderId, { offFen: 480 });
  return { order };
}
/** An unpaid order that holds a coupon. */
async function withCoupon(shop: TestShop) {
  const [{ variantId }, buyerId] = [await stockGoods(shop), await aBuyer(shop)];
  await aCoupon(shop);
  const items = [{ variantId, quantity: 1, expectedPriceFen: 1980 }];
  const draft = { idempotencyKey: "key", items, couponCode: "SAVE5", expectedDiscountFen: 500, address: ADDRESS, note: "" };
  const placed = await placeOrder(shop, buyerId, draft);
  if (!placed.ok) throw new Error(placed.reason);
  const { outTradeNo } = await shop.db.paymentAttempt.findFirstOrThrow();
  return { order: { ...placed, buyerId, outTradeNo, totalFen: 1480 } };
}

type Case = {
  code: InvariantCode;
  name: string;
  given: (shop: TestShop) => Promise<{ order: TestOrder; tradeNo?: string }>;
  damage: string[];
  facts: object;
};

/** So that the damage is not refused by the database itself. */
const UNCHECKED = "SET LOCAL session_replication_role = replica";

const CASES: Case[] = [
  {
    code: "order_sum_differs",
    name: "goods and freight do not make an order's total",
    given: unpaid,
    damage: [UNCHECKED, "ALTER TABLE orders DROP CONSTRAINT orders_total_check", "UPDATE orders SET shipping_fen = 800"],
    facts: { itemsFen: 1980, shippingFen: 800, totalFen: 1980, linesFen: 1980 },
  },
  {
    code: "order_sum_differs",
    name: "an order's lines cost something else than its goods",
    given: unpaid,
    damage: [UNCHECKED, "UPDATE order_lines SET price_fen = 1880"],
    facts: { itemsFen: 1980, linesFen: 1880 },
  },
  {
    code: "order_sum_differs",
    name: "a payment asks for another sum than its order",
    given: unpaid,
    damage: ["UPDATE payment_attempts SET amount_fen = 1880"],
    facts: { totalFen: 1980 },
  },
  {
    code: "order_discount_differs",
    name: "a line's share of a coupon is not what came off its order",
    given: withCoupon,
    damage: [UNCHECKED, "UPDATE order_lines SET discount_fen = 499"],
    facts: { discountFen: 500, partsFen: 500, sharesFen: 499 },
  },
  {
    code: "order_discount_differs",
    name: "an order that closed unpaid keeps its coupon",
    given: async (shop) => {
      const { order } = await withCoupon(shop);
      await requestClose(shop, order.orderId, "buyer");
      await closeOrder(shop, order.orderId);
      return { order };
    },
    damage: ["UPDATE order_discounts SET held = TRUE"],
    facts: { status: "CLOSED", discountFen: 500 },
  },
  {
    code: "terms_differ_from_changes",
    name: "an order costs something else than its owner changed it to",
    given: changed,
    damage: [UNCHECKED, "UPDATE order_changes SET total_fen = 1400"],
    facts: { totalFen: 1500, changedFen: 1400 },
  },
  {
    code: "order_sum_differs",
    name: "an order's lines were changed by something else than its goods",
    given: changed,
    damage: [UNCHECKED, "UPDATE order_lines SET adjust_fen = -470"],
    facts: { totalFen: 1500, adjustFen: -480, linesAdjustFen: -470 },
  },
  {
    code: "order_sum_differs",
    name: "the old sum of a changed order can still be paid",
    given: changed,
    damage: ["UPDATE payment_attempts SET amount_fen = 1980"],
    facts: { totalFen: 1500 },
  },
  {
    code: "lines_differ_from_changes",
    name: "a line costs something else than its owner changed it to, and another makes up for it",
    given: async (shop) => {
      const [tea, cup] = [await stockGoods(shop, { priceFen: 2000 }), await stockGoods(shop, { priceFen: 1000, title: "茶杯" })];
      const buyerId = await aBuyer(shop);
      const items = [tea, cup].map(({ variantId }, place) => ({ variantId, quantity: 1, expectedPriceFen: place === 0 ? 2000 : 1000 }));
      const placed = await placeOrder(shop, buyerId, { idempotencyKey: "key", items, address: ADDRESS, note: "" });
      if (!placed.ok) throw new Error(placed.reason);
      await changeAsOwner(shop, placed.orderId, { lineFens: [1900, 900], shippingFen: 600 });
      return { order: { ...placed, buyerId, outTradeNo: "", totalFen: 3400 } };
    },
    damage: [UNCHECKED, "UPDATE order_lines SET adjust_fen = CASE title WHEN '茶杯' THEN -200 ELSE -100 END"],
    facts: { title: "茶杯", adjustFen: -200, changedFen: -100 },
  },
  {
    code: "lines_differ_from_changes",
    name: "the freight of an order is not what its owner made of it",
    given: async (shop) => {
      const order = await anOrder(shop);
      await changeAsOwner(shop, order.orderId, { shippingFen: 600 });
      return { order };
    },
    damage: [UNCHECKED, `UPDATE orders SET freight = freight || '{"placedFen": 100}'`],
    facts: { title: null, adjustFen: 500, changedFen: 600 },
  },
  {
    code: "overtaken_change_unseen",
    name: "a buyer paid the old sum before it was changed, and its owner reads nothing of it",
    given: async (shop) => {
      const order = await anOrder(shop);
      await startPayment(shop, order.orderId);
      shop.gateway.during.close = async () => {
        await settlePayment(shop, aTrade(order.outTradeNo, 1980), "notify");
      };
      shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, 1980, { status: "WAIT_BUYER_PAY" }));
      await changeAsOwner(shop, order.orderId, { offFen: 480 });
      await reviewDueChanges(shop);
      return { order };
    },
    damage: ["DELETE FROM discrepancies"],
    facts: { paidFen: 1980, wantedFen: 1500 },
  },
  {
    code: "attempt_differs_from_payments",
    name: "a payment is said to be paid, and no money of it is anywhere",
    given: changed,
    damage: ["UPDATE payment_attempts SET status = 'PAID' WHERE status = 'CLOSED'"],
    facts: { attemptStatus: "PAID", payments: 0 },
  },
  {
    code: "attempt_differs_from_payments",
    name: "what was paid can be paid once more",
    given: paid,
    damage: ["UPDATE payment_attempts SET status = 'OPEN'"],
    facts: { attemptStatus: "OPEN", payments: 1 },
  },
  {
    code: "change_of_settled_order_waits",
    name: "a change waits of which its order knows nothing",
    given: changed,
    damage: [UNCHECKED, "UPDATE order_changes SET state = 'waiting', ended_at = NULL, due_at = now()"],
    facts: { status: "PENDING", isChanging: false, waiting: 1 },
  },
  {
    code: "change_of_settled_order_waits",
    name: "a change of an order that is paid has waited for long",
    given: async (shop) => {
      const { order } = await changed(shop);
      const { outTradeNo } = await shop.db.paymentAttempt.findFirstOrThrow({ where: { status: "OPEN" } });
      await settlePayment(shop, aTrade(outTradeNo, 1500), "query");
      return { order };
    },
    damage: [UNCHECKED, "UPDATE order_changes SET state = 'waiting', ended_at = NULL, due_at = '2020-01-01'"],
    facts: { status: "PAID", isChanging: false, waiting: 1 },
  },
  {
    code: "terms_differ_from_changes",
    name: "an order costs again what it cost before its owner changed it",
    given: changed,
    damage: [UNCHECKED, "UPDATE orders SET total_fen = 1980, adjust_fen = 0", "UPDATE order_lines SET adjust_fen = 0"],
    facts: { totalFen: 1980, changedFen: 1500 },
  },
  {
    code: "change_of_settled_order_waits",
    name: "an order is being changed for ever",
    given: unpaid,
    damage: ["UPDATE orders SET changing = TRUE"],
    facts: { status: "PENDING", isChanging: true, waiting: 0 },
  },
  {
    code: "coupon_uses_differ",
    name: "a coupon was used and nobody has counted it",
    given: withCoupon,
    damage: ["UPDATE promotions SET used = 0"],
    facts: { code: "SAVE5", used: 0, held: 1 },
  },
  {
    code: "paid_order_without_its_money",
    name: "an order is paid and its payment is gone",
    given: paid,
    damage: [UNCHECKED, "DELETE FROM payments"],
    facts: { status: "PAID", totalFen: 1980, settledFen: 0 },
  },
  {
    code: "paid_order_without_its_money",
    name: "a shipped order's payment has another sum",
    given: sent,
    damage: ["UPDATE payments SET amount_fen = 198"],
    facts: { status: "SHIPPED", totalFen: 1980, settledFen: 198 },
  },
  {
    code: "paid_order_without_its_money",
    name: "an order is paid by two payments",
    given: paidTwice,
    damage: ["DROP INDEX payments_one_settled", "UPDATE payments SET disposition = 'settled'"],
    facts: { settledFen: 3960 },
  },
  {
    code: "settled_money_of_unpaid_order",
    name: "an order's money is there and the order still waits for it",
    given: paid,
    damage: ["UPDATE orders SET status = 'PENDING', paid_at = NULL"],
    facts: { status: "PENDING", amountFen: 1980 },
  },
  {
    code: "settled_money_of_unpaid_order",
    name: "an order is closed without a refund although it was paid",
    given: paid,
    damage: ["UPDATE orders SET status = 'CLOSED', close_reason = 'owner'"],
    facts: { status: "CLOSED" },
  },
  {
    code: "settled_money_of_unpaid_order",
    name: "money counts as an order's and there is no such order",
    given: paid,
    damage: ["UPDATE payments SET order_id = NULL"],
    facts: { orderNo: null, status: null },
  },
  {
    code: "refunded_order_with_money_left",
    name: "an order is closed as refunded and some of its money was kept",
    given: refunded,
    damage: ["UPDATE payments SET refunded_fen = 1500"],
    facts: { totalFen: 1980, refundedFen: 1500 },
  },
  {
    code: "unpaid_order_with_time_of_payment",
    name: "an unpaid order has a time of payment",
    given: unpaid,
    damage: ["UPDATE orders SET paid_at = now()"],
    facts: {},
  },
  {
    code: "held_money_unseen",
    name: "held money that nobody is told of",
    given: paidTwice,
    damage: ["DELETE FROM discrepancies"],
    facts: { leftFen: 1980 },
  },
  {
    code: "held_money_unseen",
    name: "held money that nobody was ever told of, although it is on its way back",
    given: paidTwice,
    damage: ["DELETE FROM discrepancies", "UPDATE payments SET refunding_fen = amount_fen WHERE disposition = 'held'"],
    facts: { leftFen: 0 },
  },
  {
    code: "held_money_unseen",
    name: "held money whose discrepancy resolved itself, and nothing went back",
    given: paidTwice,
    damage: ["UPDATE discrepancies SET resolved_at = now(), resolved_as = 'refund_matched'"],
    facts: { leftFen: 1980 },
  },
  {
    code: "held_money_unseen",
    name: "money that goes back by itself, put aside by the owner before it went",
    given: async (shop) => {
      const twice = await paidTwice(shop);
      shop.advance(2 * 60 * MINUTE_MS);
      return twice;
    },
    damage: ["UPDATE discrepancies SET resolved_at = now(), resolution = '已处理'"],
    facts: { leftFen: 1980 },
  },
  {
    code: "two_open_attempts",
    name: "an order can be paid under two numbers at once",
    given: unpaid,
    damage: [
      "DROP INDEX payment_attempts_one_open",
      `INSERT INTO payment_attempts (id, order_id, out_trade_no, contract, amount_fen, payable_until)
        SELECT gen_random_uuid(), order_id, out_trade_no || 'x', contract, amount_fen, payable_until FROM payment_attempts`,
    ],
    facts: { attempts: 2 },
  },
  {
    code: "counters_differ_from_ledger",
    name: "a payment counts as given back what the ledger knows nothing of",
    given: paid,
    damage: ["UPDATE payments SET refunding_fen = 300, refunded_fen = 200"],
    facts: { amountFen: 1980, refundingFen: 300, refundedFen: 200, ledgerFen: 1980, ledgerRefundingFen: 0, ledgerRefundedFen: 0 },
  },
  {
    code: "counters_differ_from_ledger",
    name: "a transfer of the ledger is gone",
    given: refunded,
    damage: [UNCHECKED, "DELETE FROM ledger_transfers WHERE cause = 'refund'"],
    facts: { refundedFen: 1980, ledgerRefundingFen: 1980, ledgerRefundedFen: 0 },
  },
  {
    code: "refund_sums_differ",
    name: "a refund is counted as given back that is still under way",
    given: refunding,
    damage: ["UPDATE payments SET refunded_fen = 480"],
    facts: { refundingFen: 480, refundedFen: 480, promisedFen: 480, doneFen: 0 },
  },
  {
    code: "refund_sums_differ",
    name: "a refund is done and not counted",
    given: refunding,
    damage: ["UPDATE refunds SET status = 'DONE', due_at = NULL"],
    facts: { refundingFen: 480, refundedFen: 0, promisedFen: 480, doneFen: 480 },
  },
  {
    code: "refund_sums_differ",
    name: "a sum is promised to no refund",
    given: paid,
    damage: ["UPDATE payments SET refunding_fen = 480"],
    facts: { refundingFen: 480, promisedFen: 0 },
  },
  {
    code: "more_refunded_than_paid",
    name: "more is promised back than was paid",
    given: refunding,
    damage: ["ALTER TABLE payments DROP CONSTRAINT payments_refund_check", "UPDATE payments SET refunding_fen = 1981"],
    facts: { amountFen: 1980, refundingFen: 1981 },
  },
  {
    code: "more_freight_refunded_than_paid",
    name: "an order sent free gives freight back",
    given: refunding,
    damage: ["UPDATE refunds SET freight_fen = 100"],
    facts: { shippingFen: 0, freightFen: 100 },
  },
  {
    code: "refund_unwatched",
    name: "nobody looks after a refund that is under way",
    given: refunding,
    damage: ["UPDATE refunds SET due_at = NULL"],
    facts: { status: "PENDING" },
  },
  {
    code: "refund_unwatched",
    name: "somebody looks after a refund that is done",
    given: refunded,
    damage: ["UPDATE refunds SET due_at = now()"],
    facts: { status: "DONE" },
  },
  {
    code: "refund_of_no_day",
    name: "a refund that is done stands in no day's figures",
    given: refunded,
    damage: ["UPDATE refunds SET ended_at = NULL"],
    facts: { amountFen: 1980 },
  },
  {
    code: "stock_differs_from_ledger",
    name: "a piece more is in stock than the ledger says",
    given: unpaid,
    damage: ["UPDATE variants SET stock = stock + 1"],
    facts: { title: "龙井茶", stock: 10, reserved: 1, sold: 0, ledgerStock: 9, ledgerReserved: 1, ledgerSold: 0 },
  },
  {
    code: "stock_differs_from_ledger",
    name: "goods are in stock that the ledger has never heard of",
    given: unpaid,
    damage: ["DELETE FROM stock_movements"],
    facts: { stock: 9, ledgerStock: 0 },
  },
  {
    code: "stock_below_zero",
    name: "more is sold than there was",
    given: unpaid,
    damage: ["ALTER TABLE variants DROP CONSTRAINT variants_stock_check", "UPDATE variants SET stock = -1"],
    facts: { stock: -1 },
  },
  {
    code: "order_with_wrong_goods",
    name: "a closed order holds its goods for ever",
    given: unpaid,
    damage: ["UPDATE orders SET status = 'CLOSED'"],
    facts: { status: "CLOSED", quantity: 1, reserved: 1, sold: 0 },
  },
  {
    code: "order_with_wrong_goods",
    name: "an unpaid order has nothing reserved",
    given: unpaid,
    damage: ["DELETE FROM stock_movements WHERE order_id IS NOT NULL"],
    facts: { status: "PENDING", quantity: 1, reserved: 0 },
  },
  {
    code: "order_with_wrong_goods",
    name: "a paid order's goods are still for sale",
    given: paid,
    damage: ["UPDATE stock_movements SET kind = 'release' WHERE kind = 'sell'"],
    facts: { status: "PAID", quantity: 1, reserved: 0, sold: 0 },
  },
  {
    code: "order_sent_without_parcel",
    name: "an order is on its way and nobody knows in what",
    given: sent,
    damage: ["DELETE FROM parcel_lines", "DELETE FROM parcels"],
    facts: { status: "SHIPPED", parcels: 0 },
  },
  {
    code: "order_sent_without_parcel",
    name: "an order has a parcel that was never sent",
    given: paid,
    damage: ["INSERT INTO parcels (order_id, courier, tracking_no, shipped_at) SELECT id, '中通快递', '78123456789012', now() FROM orders"],
    facts: { status: "PAID", parcels: 1 },
  },
  {
    code: "more_sent_than_ordered",
    name: "more is in the parcels than was bought",
    given: sent,
    damage: ["INSERT INTO parcel_lines SELECT p.id, l.id, l.quantity + 1 FROM parcels p JOIN order_lines l USING (order_id)"],
    facts: { quantity: 1, sent: 2 },
  },
  {
    code: "unsent_pieces_differ",
    name: "an order waits for pieces that are in its parcel",
    given: sent,
    damage: ["UPDATE orders SET receive_by = NULL, unsent_pieces = 1"],
    facts: { status: "SHIPPED", unsentPieces: 1, leftPieces: 0 },
  },
  {
    code: "timeline_ends_elsewhere",
    name: "an order is paid and its timeline does not say so",
    given: paid,
    damage: ["DELETE FROM order_events WHERE kind = 'paid'"],
    facts: { status: "PAID", timelineStatus: "PENDING" },
  },
  {
    code: "timeline_ends_elsewhere",
    name: "an order has no timeline",
    given: unpaid,
    damage: ["DELETE FROM order_events"],
    facts: { status: "PENDING", timelineStatus: null },
  },
  {
    code: "forbidden_move",
    name: "an order was shipped that nobody paid",
    given: paid,
    damage: ["UPDATE order_events SET kind = 'shipped' WHERE kind = 'paid'", "UPDATE orders SET status = 'SHIPPED'"],
    facts: { from: "PENDING", to: "SHIPPED" },
  },
  {
    code: "forbidden_move",
    name: "an order was paid twice",
    given: paid,
    damage: ["INSERT INTO order_events (order_id, kind, actor) SELECT order_id, kind, actor FROM order_events WHERE kind = 'paid'"],
    facts: { from: "PAID", to: "PAID" },
  },
  {
    code: "forbidden_move",
    name: "an order was paid that nobody placed",
    given: paid,
    damage: ["DELETE FROM order_events WHERE kind = 'placed'"],
    facts: { from: null, to: "PAID" },
  },
];

describe("damage to the database is found:", () => {
  test.each(CASES)("$name ($code)", async ({ code, given, damage, facts }) => {
    const shop = await testShop();
    const { order, tradeNo } = await given(shop);
    expect(await foundAfter(shop)).toEqual([]);
    const found = (await foundAfter(shop, ...damage)).find((broken) => broken.code === code);
    const named = {
      ...("orderNo" in facts || code.startsWith("stock") || code.startsWith("coupon") ? {} : { orderNo: order.no }),
      ...(tradeNo && code === "held_money_unseen" && { tradeNo }),
    };
    expect(found).toMatchObject({ code, count: 1, examples: [{ ...named, ...facts }] });
  });

  test.each(STUCK_KINDS)("the owner is not told of what does not end (%s_unseen)", async (kind) => {
    const shop = await testShop();
    const { subject, look } = await STUCK_STORIES[kind](shop);
    shop.advance(PATIENCE_MS[kind] + RECORD_WITHIN_MS - MINUTE_MS);
    await look();
    expect(await foundAfter(shop)).toEqual([]);
    shop.advance(BEGINNING_MS);
    await look();
    expect(await foundAfter(shop)).toMatchObject([{ code: `${kind}_unseen`, count: 1, examples: [{ subject }] }]);
  });

  test("the worker stands still (overdue)", async () => {
    const shop = await testShop();
    const { order } = await refunding(shop);
    await anOrder(shop);
    shop.advance(OVERDUE_MS);
    expect(await foundAfter(shop)).toEqual([]);
    shop.advance(MINUTE_MS);
    expect(await foundAfter(shop)).toMatchObject([{ code: "overdue", examples: [{ table: "refunds", orderNo: order.no }] }]);
    shop.advance(OVERDUE_MS);
    expect(await foundAfter(shop)).toMatchObject([{ code: "overdue", count: 2 }]);
    const lease = (ms: number) => shop.db.refund.updateMany({ data: { lockedUntil: new Date(shop.now().getTime() + ms) } });
    await lease(MINUTE_MS);
    expect(await foundAfter(shop)).toMatchObject([{ code: "overdue", count: 1 }]);
    // By a clock that was set ahead: it hides nothing.
    await lease(1_440 * MINUTE_MS);
    expect(await foundAfter(shop)).toMatchObject([{ code: "overdue", count: 2 }]);
  });
});

test("each invariant is shown broken above", () => {
  const shown = [...CASES.map(({ code }) => code), ...STUCK_KINDS.map((kind) => `${kind}_unseen` as const), "overdue" as const];
  expect(INVARIANT_CODES.filter((code) => !shown.includes(code))).toEqual([]);
});

test("held money that the owner has dealt with elsewhere, in words, is accounted for", async () => {
  const shop = await testShop();
  await settlePayment(shop, aTrade(newOutTradeNo(shop.now(), ""), 500), "notify");
  shop.advance(40 * DAY_MS);
  expect(await foundAfter(shop, "UPDATE discrepancies SET resolved_at = now(), resolution = '已线下退还（owner）'")).toEqual([]);
});

test("what the clocks of instances and another version of the shop do to a change is no damage", async () => {
  const shop = await testShop();
  const { order } = await changed(shop);
  await changeAsOwner(shop, order.orderId, { offFen: 100 });
  expect(await foundAfter(shop, "UPDATE order_changes SET ended_at = '2020-01-01' WHERE total_fen = 1400")).toEqual([]);
  const { outTradeNo } = await shop.db.paymentAttempt.findFirstOrThrow({ where: { status: "OPEN" } });
  await settlePayment(shop, aTrade(outTradeNo, 1400), "query");
  const waits = `UPDATE order_changes SET state = 'waiting', ended_at = NULL, due_at = '${shop.now().toISOString()}' WHERE total_fen = 1400`;
  const found = await foundAfter(shop, UNCHECKED, waits, "UPDATE orders SET changing = TRUE");
  expect(found.map(({ code }) => code)).not.toContain("change_of_settled_order_waits");
});

test("orders of long ago are looked through only when all of them are asked for", async () => {
  const shop = await testShop();
  await aPaidOrder(shop);
  shop.advance(100 * DAY_MS);
  const damage = "DELETE FROM order_events WHERE kind = 'paid'";
  expect(await foundAfter(shop, damage)).toMatchObject([{ code: "timeline_ends_elsewhere", count: 1 }]);
  await shop.db.$executeRawUnsafe(damage);
  expect((await checkInvariants(shop)).broken).toEqual([]);
  await shop.db.orderEvent.create({ data: { orderId: (await shop.db.order.findFirstOrThrow()).id, kind: "paid", actor: "alipay" } });
});

test("an invariant of which the database gives no answer counts as neither well nor broken", async () => {
  const shop = await testShop();
  const db = { ...shop.db, $queryRaw: () => Promise.reject(new Error("canceling statement due to statement timeout")) };
  const check = await checkInvariants({ ...shop, db: db as unknown as Db }, { codes: ["stock_below_zero"] });
  expect(check).toMatchObject({ broken: [], unchecked: ["stock_below_zero"] });
});

test("of an invariant that is broken many times, all are counted and a few are named", async () => {
  const shop = await testShop();
  for (let made = 0; made < 12; made++) await anOrder(shop);
  const [found] = await foundAfter(shop, "UPDATE orders SET paid_at = now()");
  expect(found).toMatchObject({ count: 12 });
  expect(found?.examples).toHaveLength(10);
});
