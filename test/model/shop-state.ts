import { randomUUID } from "node:crypto";
import type { Gateway } from "@/lib/alipay/gateway";
import { makeGateways } from "@/lib/shop/gateways";
import { LAST_LOOK_MS, LINK_OVER_MS } from "@/lib/shop/payments/look-times";
import { aTrade, CONTRACT, type FakeGateway } from "../fake-gateway";
import { ADDRESS, aBuyer, MINUTE_MS, type TestShop } from "../test-shop";
import type { PaymentState } from "./payments/state";
import { sumAt } from "./payments/transactions";

/** Puts a state of the model into a real database, and reads it back: what conformance.db.test.ts compares. */

const PRICE_FEN = sumAt(0);
/** What the owner takes off each time. */
export const OFF_FEN = sumAt(0) - sumAt(1);
const START = new Date("2026-11-22T01:00:00Z").getTime();
const FULL_MS = 30 * MINUTE_MS;
/** The moments that the model's times stand for. */
const MOMENTS = [MINUTE_MS, FULL_MS, FULL_MS + LINK_OVER_MS, FULL_MS + LAST_LOOK_MS, FULL_MS + 26 * 3600_000];
const CONTRACTS = { A: CONTRACT, B: "wap-token:2088000000000009" };

export type Put = {
  shop: TestShop;
  orderId: string;
  variantId: number;
  /** As the model counts them. */
  numbers: { outTradeNo: string; tradeNo: string }[];
};

/** What the model and the database can both say of an order. */
export type Seen = {
  status: string;
  wanted: boolean;
  reason: string;
  isDue: boolean;
  piece: string;
  price: number;
  change: { state: string; changing: boolean; isTold: boolean };
  attempts: { contract: string; sent: number; status: string; price: number }[];
  booked: { booked: string; isShown: boolean }[];
};

export function seenInModel({ order, piece, attempts, there, price, change }: PaymentState): Seen {
  return {
    ...{ status: order.status, wanted: order.wanted, reason: order.reason, isDue: order.status !== "PENDING" && order.isDue, piece },
    price,
    change: { state: change.state, changing: order.changing, isTold: change.isTold },
    attempts: attempts.map(({ contract, sent, status, price: asked }) => ({ contract, sent, status, price: asked })),
    booked: there.map(({ booked, isShown }) => ({ booked, isShown })),
  };
}

/** When the buyer was sent away for the nth time. */
const sentAt = (sent: number) => (sent > 0 ? new Date(START + sent * 1000) : null);
const PAYABLE_UNTIL = new Date(START + FULL_MS);
/** Until when an order is held that its owner wants to change: beyond all but the last of the moments. */
const HELD_ON_UNTIL = new Date(START + 3 * FULL_MS);

const momentOf = (time: number) => MOMENTS[time] ?? 0;

/** When an attempt's own time is over: with the order's, or as long ago as it is older. */
function payableUntil({ time, attempts }: PaymentState, n: number): Date {
  const age = attempts[n]?.age ?? null;
  return age === null ? PAYABLE_UNTIL : new Date(PAYABLE_UNTIL.getTime() + momentOf(time) - momentOf(age));
}

export async function putState(base: TestShop, state: PaymentState, { isAnswered }: { isAnswered: boolean }): Promise<Put> {
  const { order, piece, attempts, there } = state;
  const at = new Date(START);
  const { variantId, otherId } = await putGoods(base, piece);
  const buyerId = await aBuyer(base);
  const { id: orderId } = await base.db.order.create({
    data: {
      ...orderOf(buyerId, variantId, { at, price: state.price }),
      ...{ changing: order.changing, termChanges: state.change.wanted, ...(order.isHeldOn && { expiresAt: HELD_ON_UNTIL }) },
      ...{
        status: order.status,
        closeWanted: order.wanted ? "buyer" : null,
        closeReason: order.reason || null,
        dueAt: order.isDue ? at : null,
      },
      ...(order.status === "PAID" && { paidAt: at }),
      ...(order.status === "CLOSED" && { closedAt: at }),
    },
    select: { id: true },
  });
  if (state.isOverLimit)
    await base.db.order.create({ data: { ...orderOf(buyerId, otherId, { at, price: 0 }), status: "PAID", paidAt: at } });
  const numbers = attempts.map(() => ({ outTradeNo: `X${randomUUID().replaceAll("-", "").slice(0, 24)}`, tradeNo: randomUUID() }));
  const shop = shopAt(base, state, { numbers, isAnswered });
  await putChanges(base, orderId, state);
  for (const [n, { contract, sent, status, price }] of attempts.entries()) {
    const { outTradeNo = "", tradeNo = "" } = numbers[n] ?? {};
    const { booked, isShown } = there[n] ?? { booked: "", isShown: false };
    const { id: attemptId } = await base.db.paymentAttempt.create({
      data: {
        ...{
          orderId,
          outTradeNo,
          contract: CONTRACTS[contract],
          amountFen: sumAt(price),
          status,
          payableUntil: payableUntil(state, n),
          startedAt: sentAt(sent),
        },
        ...{ createdAt: new Date(START + n), subject: "一笔订单", unansweredSince: isAnswered ? null : at },
      },
      select: { id: true },
    });
    const told = { orderId, outTradeNo, tradeNo, createdAt: at };
    if (!booked && isShown)
      await base.db.discrepancy.create({ data: { kind: "payment_unanswered", dedupeKey: `payment_unanswered:${outTradeNo}`, ...told } });
    if (!booked) continue;
    const payment = {
      orderId,
      attemptId,
      outTradeNo,
      tradeNo,
      contract: CONTRACTS[contract],
      amountFen: sumAt(price),
      disposition: booked,
    };
    await base.db.payment.create({ data: { ...payment, paidAt: at, source: "query", createdAt: at } });
    if (isShown)
      await base.db.discrepancy.create({
        data: { kind: "second_trade", dedupeKey: `second_trade:${tradeNo}`, orderId, outTradeNo, tradeNo, createdAt: at },
      });
  }
  return { shop, orderId, variantId, numbers };
}

/** Those that took effect, and the last one as it stands. */
async function putChanges({ db }: TestShop, orderId: string, { price, change }: PaymentState): Promise<void> {
  const [at, endsAt] = [new Date(START), new Date(PAYABLE_UNTIL.getTime() + LINK_OVER_MS + 10 * MINUTE_MS)];
  const { id: lineId } = await db.orderLine.findFirstOrThrow({ where: { orderId }, select: { id: true } });
  const states = [
    ...Array.from({ length: price }, () => "applied"),
    ...(change.state === "" || change.state === "applied" ? [] : [change.state]),
  ];
  for (const [n, state] of states.entries()) {
    const sums = { fromFen: sumAt(n), toFen: sumAt(n + 1) };
    const terms = { lines: [{ lineId: String(lineId), ...sums }], shipping: { fromFen: 0, toFen: 0 }, total: sums };
    const isWaiting = state === "waiting";
    await db.orderChange.create({
      data: {
        ...{ id: randomUUID(), orderId, key: randomUUID(), contents: "", state, terms, moves: false, owner: "owner" },
        ...{ fromTotalFen: sums.fromFen, totalFen: sums.toFen, createdAt: new Date(START + n), endsAt },
        ...(isWaiting ? { dueAt: at } : { endedAt: new Date(START + n) }),
      },
      select: { id: true },
    });
  }
  if (!change.isTold) return;
  const told = { kind: "paid_before_change", dedupeKey: `paid_before_change:${orderId}`, orderId, createdAt: at } as const;
  await db.discrepancy.create({ data: told });
}

/** The change that waits, or that money has overtaken. */
export async function lastChange({ shop, orderId }: Put): Promise<string> {
  return (await shop.db.orderChange.findFirstOrThrow({ where: { orderId }, orderBy: { createdAt: "desc" }, select: { id: true } })).id;
}

async function putGoods(base: TestShop, piece: PaymentState["piece"]): Promise<{ variantId: number; otherId: number }> {
  const counts = { free: { stock: 1 }, kept: { stock: 0, reserved: 1 }, sold: { stock: 0, sold: 1 }, others: { stock: 0 } }[piece];
  await base.db.category.createMany({ data: [{ slug: "tea", name: "茶叶", icon: "tea" }], skipDuplicates: true });
  const category = await base.db.category.findUniqueOrThrow({ where: { slug: "tea" } });
  const { variants } = await base.db.product.create({
    data: {
      ...{ slug: randomUUID(), title: "龙井茶", categoryId: category.id, limitPerBuyer: 1 },
      variants: {
        create: [
          { priceFen: PRICE_FEN, ...counts },
          { priceFen: PRICE_FEN, stock: 0, sold: 1, position: 1 },
        ],
      },
    },
    select: { variants: { select: { id: true }, orderBy: { position: "asc" } } },
  });
  return { variantId: variants[0]?.id ?? 0, otherId: variants[1]?.id ?? 0 };
}

function orderOf(buyerId: string, variantId: number, { at, price }: { at: Date; price: number }) {
  const adjustFen = sumAt(price) - PRICE_FEN;
  const { name: receiverName, phone: receiverPhone, detail: addressDetail, ...address } = ADDRESS;
  return {
    ...{ buyerId, no: randomUUID(), accessToken: randomUUID(), idempotencyKey: randomUUID(), createdAt: at },
    ...{ receiverName, receiverPhone: `${receiverPhone}${randomUUID()}`, addressDetail, ...address },
    ...{ itemsFen: PRICE_FEN, shippingFen: 0, adjustFen, totalFen: sumAt(price), expiresAt: new Date(START + FULL_MS) },
    lines: {
      create: [{ variantId, quantity: 1, priceFen: PRICE_FEN, adjustFen, title: "龙井茶", variantName: "", image: "", productSlug: "tea" }],
    },
  };
}

/** The shop at the state's moment and under its contract, with a gateway that has the state's trades. */
function shopAt(
  base: TestShop,
  { time, current, attempts, there }: PaymentState,
  told: { numbers: Put["numbers"]; isAnswered: boolean },
): TestShop {
  const now = () => new Date(START + (MOMENTS[time] ?? 0));
  for (const [n, { outTradeNo, tradeNo }] of told.numbers.entries()) {
    const trade = there[n]?.trade ?? "not_exist";
    if (trade !== "not_exist")
      base.gateway.trades.set(
        outTradeNo,
        tradeAs(trade, { outTradeNo, tradeNo, contract: CONTRACTS[attempts[n]?.contract ?? "A"], fen: sumAt(attempts[n]?.price ?? 0) }),
      );
  }
  const silent = { queryTrade: async () => ({ kind: "unknown" as const, detail: "no answer" }) };
  const named = (contract: string): Gateway => ({ ...base.gateway, contract, asksBack: false, ...(!told.isAnswered && silent) });
  const gateways = current === "A" ? makeGateways(named(CONTRACTS.A)) : makeGateways(named(CONTRACTS.B), named(CONTRACTS.A));
  return { ...base, now, gateways, gateway: gateways.current as FakeGateway };
}

/** A trade as the gateway tells of it. */
export function tradeAs(
  word: "waiting" | "paid" | "closed",
  { outTradeNo, tradeNo, contract, fen }: { outTradeNo: string; tradeNo: string; contract: string; fen: number },
) {
  const status = ({ waiting: "WAIT_BUYER_PAY", paid: "TRADE_SUCCESS", closed: "TRADE_CLOSED" } as const)[word];
  return aTrade(outTradeNo, fen, { tradeNo, status, rawStatus: status, contract });
}

export const contractOf = (state: PaymentState, n: number) => CONTRACTS[state.attempts[n]?.contract ?? "A"];
export const attemptAsSeen = (id: string, { sent }: { sent: number }) => ({
  id,
  outTradeNo: "",
  contract: "",
  startedAt: sentAt(sent),
  payableUntil: PAYABLE_UNTIL,
});

/** How often a sum was changed that is so much now. */
const priceOf = (fen: number) => (PRICE_FEN - fen) / OFF_FEN;

/** How the order stands in the database, in the model's words. `started`: how often its buyer had been sent away before. */
export async function readState(
  { shop, orderId, variantId }: Put,
  before: PaymentState,
  { isDue }: { isDue?: boolean } = {},
): Promise<Seen> {
  const order = await shop.db.order.findUniqueOrThrow({
    where: { id: orderId },
    include: {
      ...{ attempts: { orderBy: { createdAt: "asc" } }, payments: true, discrepancies: { where: { resolvedAt: null } } },
      changes: { orderBy: { createdAt: "asc" } },
    },
  });
  const { stock, reserved, sold } = await shop.db.variant.findUniqueOrThrow({ where: { id: variantId } });
  const nameOf = (contract: string) => (contract === CONTRACTS.A ? "A" : "B");
  return {
    ...{ status: order.status, wanted: order.closeWanted !== null, reason: order.closeReason ?? "" },
    isDue: order.status !== "PENDING" && (isDue ?? order.dueAt !== null),
    piece: sold ? "sold" : reserved ? "kept" : stock ? "free" : "others",
    price: priceOf(order.totalFen),
    change: {
      state: order.changes.at(-1)?.state ?? "",
      changing: order.changing,
      isTold: order.discrepancies.some(({ kind }) => kind === "paid_before_change"),
    },
    attempts: order.attempts.map(({ contract, startedAt, status, amountFen }, n) => {
      const had = before.attempts[n]?.sent ?? 0;
      const isAgain = (startedAt?.getTime() ?? 0) !== (sentAt(had)?.getTime() ?? 0);
      return { contract: nameOf(contract), sent: isAgain ? had + 1 : had, status, price: priceOf(amountFen) };
    }),
    booked: order.attempts.map(({ outTradeNo }) => ({
      booked: order.payments.find((payment) => payment.outTradeNo === outTradeNo)?.disposition ?? "",
      isShown: order.discrepancies.some((one) => one.outTradeNo === outTradeNo),
    })),
  };
}
