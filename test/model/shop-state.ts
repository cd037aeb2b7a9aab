import { randomUUID } from "node:crypto";
import type { Gateway } from "@/lib/alipay/gateway";
import { makeGateways } from "@/lib/shop/gateways";
import { LAST_LOOK_MS, WINDOW_MARGIN_MS } from "@/lib/shop/payments/look-times";
import { aTrade, CONTRACT, type FakeGateway } from "../fake-gateway";
import { ADDRESS, aBuyer, MINUTE_MS, type TestShop } from "../test-shop";
import type { PaymentState } from "./payments/state";

/** Puts a state of the model into a real database, and reads it back: what conformance.db.test.ts compares. */

const PRICE_FEN = 1980;
const START = new Date("2026-11-22T01:00:00Z").getTime();
const FULL_MS = 30 * MINUTE_MS;
/** The moments that the model's times stand for. */
const MOMENTS = [MINUTE_MS, FULL_MS, FULL_MS + WINDOW_MARGIN_MS, FULL_MS + LAST_LOOK_MS, FULL_MS + 26 * 3600_000];
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
  attempts: { contract: string; sent: number; status: string }[];
  booked: { booked: string; isShown: boolean }[];
};

export function seenInModel({ order, piece, attempts, there }: PaymentState): Seen {
  return {
    ...{ status: order.status, wanted: order.wanted, reason: order.reason, isDue: order.status !== "PENDING" && order.isDue, piece },
    attempts: attempts.map(({ contract, sent, status }) => ({ contract, sent, status })),
    booked: there.map(({ booked, isShown }) => ({ booked, isShown })),
  };
}

/** When the buyer was sent away for the nth time. */
const sentAt = (sent: number) => (sent > 0 ? new Date(START + sent * 1000) : null);
const PAYABLE_UNTIL = new Date(START + FULL_MS);

export async function putState(base: TestShop, state: PaymentState, { isAnswered }: { isAnswered: boolean }): Promise<Put> {
  const { order, piece, attempts, there } = state;
  const at = new Date(START);
  const { variantId, otherId } = await putGoods(base, piece);
  const buyerId = await aBuyer(base);
  const { id: orderId } = await base.db.order.create({
    data: {
      ...orderOf(buyerId, variantId, at),
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
  if (state.isOverLimit) await base.db.order.create({ data: { ...orderOf(buyerId, otherId, at), status: "PAID", paidAt: at } });
  const numbers = attempts.map(() => ({ outTradeNo: `X${randomUUID().replaceAll("-", "").slice(0, 24)}`, tradeNo: randomUUID() }));
  const shop = shopAt(base, state, { numbers, isAnswered });
  for (const [n, { contract, sent, status }] of attempts.entries()) {
    const { outTradeNo = "", tradeNo = "" } = numbers[n] ?? {};
    const { booked, isShown } = there[n] ?? { booked: "", isShown: false };
    const { id: attemptId } = await base.db.paymentAttempt.create({
      data: {
        ...{
          orderId,
          outTradeNo,
          contract: CONTRACTS[contract],
          amountFen: PRICE_FEN,
          status,
          payableUntil: PAYABLE_UNTIL,
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
    const payment = { orderId, attemptId, outTradeNo, tradeNo, contract: CONTRACTS[contract], amountFen: PRICE_FEN, disposition: booked };
    await base.db.payment.create({ data: { ...payment, paidAt: at, source: "query", createdAt: at } });
    if (isShown)
      await base.db.discrepancy.create({
        data: { kind: "second_trade", dedupeKey: `second_trade:${tradeNo}`, orderId, outTradeNo, tradeNo, createdAt: at },
      });
  }
  return { shop, orderId, variantId, numbers };
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

function orderOf(buyerId: string, variantId: number, at: Date) {
  const { name: receiverName, phone: receiverPhone, detail: addressDetail, ...address } = ADDRESS;
  return {
    ...{ buyerId, no: randomUUID(), accessToken: randomUUID(), idempotencyKey: randomUUID(), createdAt: at },
    ...{ receiverName, receiverPhone: `${receiverPhone}${randomUUID()}`, addressDetail, ...address },
    ...{ itemsFen: PRICE_FEN, shippingFen: 0, totalFen: PRICE_FEN, expiresAt: new Date(START + FULL_MS) },
    lines: { create: [{ variantId, quantity: 1, priceFen: PRICE_FEN, title: "龙井茶", variantName: "", image: "", productSlug: "tea" }] },
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
      base.gateway.trades.set(outTradeNo, tradeAs(trade, { outTradeNo, tradeNo, contract: CONTRACTS[attempts[n]?.contract ?? "A"] }));
  }
  const silent = { queryTrade: async () => ({ kind: "unknown" as const, detail: "no answer" }) };
  const named = (contract: string): Gateway => ({ ...base.gateway, contract, asksBack: false, ...(!told.isAnswered && silent) });
  const gateways = current === "A" ? makeGateways(named(CONTRACTS.A)) : makeGateways(named(CONTRACTS.B), named(CONTRACTS.A));
  return { ...base, now, gateways, gateway: gateways.current as FakeGateway };
}

/** A trade as the gateway tells of it. */
export function tradeAs(
  word: "waiting" | "paid" | "closed",
  { outTradeNo, tradeNo, contract }: { outTradeNo: string; tradeNo: string; contract: string },
) {
  const status = ({ waiting: "WAIT_BUYER_PAY", paid: "TRADE_SUCCESS", closed: "TRADE_CLOSED" } as const)[word];
  return aTrade(outTradeNo, PRICE_FEN, { tradeNo, status, rawStatus: status, contract });
}

export const contractOf = (state: PaymentState, n: number) => CONTRACTS[state.attempts[n]?.contract ?? "A"];
export const attemptAsSeen = (id: string, { sent }: { sent: number }) => ({
  id,
  outTradeNo: "",
  contract: "",
  startedAt: sentAt(sent),
  payableUntil: PAYABLE_UNTIL,
});

/** How the order stands in the database, in the model's words. `started`: how often its buyer had been sent away before. */
export async function readState(
  { shop, orderId, variantId }: Put,
  before: PaymentState,
  { isDue }: { isDue?: boolean } = {},
): Promise<Seen> {
  const order = await shop.db.order.findUniqueOrThrow({
    where: { id: orderId },
    include: { attempts: { orderBy: { createdAt: "asc" } }, payments: true, discrepancies: { where: { resolvedAt: null } } },
  });
  const { stock, reserved, sold } = await shop.db.variant.findUniqueOrThrow({ where: { id: variantId } });
  const nameOf = (contract: string) => (contract === CONTRACTS.A ? "A" : "B");
  return {
    ...{ status: order.status, wanted: order.closeWanted !== null, reason: order.closeReason ?? "" },
    isDue: order.status !== "PENDING" && (isDue ?? order.dueAt !== null),
    piece: sold ? "sold" : reserved ? "kept" : stock ? "free" : "others",
    attempts: order.attempts.map(({ contract, startedAt, status }, n) => {
      const had = before.attempts[n]?.sent ?? 0;
      const isAgain = (startedAt?.getTime() ?? 0) !== (sentAt(had)?.getTime() ?? 0);
      return { contract: nameOf(contract), sent: isAgain ? had + 1 : had, status };
    }),
    booked: order.attempts.map(({ outTradeNo }) => ({
      booked: order.payments.find((payment) => payment.outTradeNo === outTradeNo)?.disposition ?? "",
      isShown: order.discrepancies.some((one) => one.outTradeNo === outTradeNo),
    })),
  };
}
