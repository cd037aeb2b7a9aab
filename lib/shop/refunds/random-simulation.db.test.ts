import fc from "fast-check";
import { expect } from "vitest";
import { checkRefunds } from "@/test/check-refunds";
import { aWish } from "@/test/owner-wish";
import { ofSeed, testSeeds } from "@/test/seeds";
import { confirmRefund, doWhatIsDue, letTimePass, openSimulation, type Simulation } from "@/test/simulation";
import { anOrder, MINUTE_MS, stockGoods, type TestOrder } from "@/test/test-shop";
import { allDeeds, aloneOrTogether, runTogether, type Together } from "@/test/together";
import { checkWishes, wanted } from "@/test/wishes";
import { addParcel } from "../orders/add-parcel";
import { confirmReceipt } from "../orders/confirm-receipt";
import { sendNoMore } from "../orders/send-no-more";
import { shipOrder } from "../orders/ship-order";
import { takeBackParcel } from "../orders/take-back-parcel";
import { refreshPayment } from "../payments/refresh-payment";
import { startPayment } from "../payments/start-payment";
import { reconcileDueDays } from "../reports/due-days";
import { FIRST_QUESTION_MS } from "./refund";
import { acceptRequest } from "./requested/accept-request";
import { confirmRefundDone } from "./requested/confirm-refund-done";
import { declineRequest } from "./requested/decline-request";
import { endRefundAsNotDone } from "./requested/end-refund-as-not-done";
import { giveUpRefund } from "./requested/give-up-refund";
import { refundOrder } from "./requested/refund-order";
import { requestRefund } from "./requested/request-refund";
import { retryRefund } from "./requested/retry-refund";
import { withdrawRequest } from "./requested/withdraw-request";

const PRICE_FEN = 1980;
/** An order is of two, so that it may be sent in two parcels. */
const PIECES = 2;
const API = [{ channel: "mapi" }, { channel: "openapi" }];
const REFUND = ["refund_fastpay_by_platform_nopwd", "refund_fastpay_by_platform_pwd", "alipay.trade.refund"].map((service) => ({
  service,
}));
const at = (places: object[], ...faults: object[]) => faults.flatMap((fault) => places.map((match) => ({ ...fault, match })));

/** What can go wrong between the two, with the refunds above all. */
const FAULTS = [
  { fault: "lose-notification" },
  { fault: "duplicate-notification", copies: 2 },
  { fault: "reorder-notification" },
  { fault: "delay-notification", delayMs: 20 * MINUTE_MS },
  { fault: "wrong-signature", match: { channel: "notify" } },
  ...at(API, ...["reset", "garbage", "wrong-signature", "system-error"].map((fault) => ({ fault }))),
  ...at(API, { fault: "refund-later", delayMs: 7 * MINUTE_MS }, { fault: "refund-fails", code: "TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH" }),
  ...at(REFUND, { fault: "lose-answer" }, { fault: "refuse", code: "ACQ.SELLER_BALANCE_NOT_ENOUGH" }, { fault: "system-error" }),
  ...at(REFUND, { fault: "process-later", delayMs: 4 * MINUTE_MS }, { fault: "refuse", code: "TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH" }),
  ...at(REFUND, { fault: "refuse", code: "isv.app-call-limited" }),
];

const which = fc.nat(3);
const amountFen = fc.oneof(fc.constant(PRICE_FEN), fc.constantFrom(1, 480, 990, 1500));
const anyDeed = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("buy" as const), paid: fc.constantFrom(true, true, true, false) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("pay" as const), which }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("refund" as const), which, amountFen }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("two refund at once" as const), which, amountFen }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("send the last form again" as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("ask for a refund" as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("answer" as const), which, amountFen, yes: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("refund at the console" as const), which, amountFen }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("retry" as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("refund anew what failed" as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("go to Alipay's page" as const), which, confirm: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("ship" as const), which, quantity: fc.constantFrom(1, PIECES) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("take the last parcel back" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("send no more" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("receive" as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("worker" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("withdraw the request" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("hear no notice any more" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("send the notice again" as const), which }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(1_000, 3_000, 10_000, MINUTE_MS, 30 * MINUTE_MS) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("go wrong" as const),
      fault: fc.constantFrom(...FAULTS),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
);
type Deed = typeof anyDeed extends fc.Arbitrary<infer T> ? T : never;
type About = Extract<Deed, { which: number }>;

async function act(simulation: Simulation, orders: TestOrder[], variantId: number, step: Deed | Together<Deed>): Promise<void> {
  if (step.do === "together")
    return runTogether(
      step.deeds.map((deed) => () => act(simulation, orders, variantId, deed)),
      step.order,
    );
  if (step.do === "worker") return doWhatIsDue(simulation);
  if (step.do === "wait") return letTimePass(simulation, step.ms);
  if (step.do === "hear no notice any more") return goDeaf(simulation);
  if (step.do === "go wrong") return void (await simulation.control("POST", "/control/faults", { ...step.fault, times: step.times }));
  if (step.do === "buy") {
    const order = await anOrder(simulation.shop, { variantId, priceFen: PRICE_FEN / PIECES, quantity: PIECES });
    orders.push(order);
    await startPayment(simulation.shop, order.orderId);
    return step.paid ? atAlipay(simulation, order, "pay") : undefined;
  }
  const order = orders[step.which % Math.max(1, orders.length)];
  if (order) await actOn(simulation, order, step);
}

async function actOn(simulation: Simulation, order: TestOrder, step: About): Promise<void> {
  const { shop } = simulation;
  const { orderId } = order;
  const refund = (fen: number, insteadOf?: bigint) => {
    const wish = aWish();
    return wanted(
      simulation,
      { of: order, fen, key: wish.key, ...(insteadOf && { insteadOf }) },
      refundOrder(shop, { orderId, amountFen: fen, reason: "少发一件", wish }),
    );
  };
  const rows = await shop.db.refund.findMany({ where: { orderId }, orderBy: { id: "desc" } });
  const asked = rows.find(({ status }) => status === "REQUESTED");
  const isLast = (id: bigint) => simulation.wishes.some(({ refundIds }) => refundIds.at(-1) === id);
  const failed = rows.find(({ id, status, advice }) => status === "FAILED" && advice === "same_again_later" && isLast(id));
  const waiting = rows.find(({ confirmUrl }) => confirmUrl !== null);
  if (step.do === "pay") return atAlipay(simulation, order, "pay");
  if (step.do === "send the notice again") return atAlipay(simulation, order, "notify");
  if (step.do === "refund at the console") return atAlipay(simulation, order, "refund", { amount: (step.amountFen / 100).toFixed(2) });
  if (step.do === "refund") await refund(step.amountFen);
  if (step.do === "two refund at once") await Promise.all([refund(step.amountFen), refund(step.amountFen)]);
  if (step.do === "send the last form again") await sendAgain(simulation, order);
  if (step.do === "ask for a refund") await requestRefund(shop, orderId, { reason: "不想要了" });
  if (step.do === "answer" && asked) {
    const { id: refundId } = asked;
    const { amountFen: fen } = step;
    if (step.yes) await wanted(simulation, { of: order, fen }, acceptRequest(shop, { refundId, amountFen: fen, wish: aWish() }));
    else await declineRequest(shop, { refundId, note: "已经发出", owner: "owner" });
  }
  if (step.do === "withdraw the request" && asked) await withdrawRequest(shop, orderId, { refundNo: asked.outRequestNo });
  if (step.do === "retry" && failed)
    await wanted(
      simulation,
      { of: order, fen: failed.amountFen, insteadOf: failed.id },
      retryRefund(shop, { refundId: failed.id, wish: aWish() }),
    );
  if (step.do === "refund anew what failed" && failed) await refund(failed.amountFen, failed.id);
  if (step.do === "go to Alipay's page" && waiting?.confirmUrl)
    // Like any other, the page may be cut off; the owner then goes there again.
    await (step.confirm
      ? confirmRefund(simulation, waiting.confirmUrl).catch(() => {})
      : giveUpRefund(shop, { refundId: waiting.id, owner: "owner" }));
  if (step.do === "ship") await sendOf(simulation, order, step.quantity);
  if (step.do === "take the last parcel back") {
    const last = await shop.db.parcel.findFirst({ where: { orderId }, orderBy: { id: "desc" } });
    if (last) await takeBackParcel(shop, orderId, { parcelId: last.id });
  }
  if (step.do === "send no more") await sendNoMore(shop, orderId);
  if (step.do === "receive") await confirmReceipt(shop, orderId);
}

/** So many pieces of an order go in a parcel of their own, be it the first or a further one; more than are left are refused. */
async function sendOf({ shop }: Simulation, { orderId }: TestOrder, quantity: number): Promise<void> {
  const { id: lineId } = await shop.db.orderLine.findFirstOrThrow({ where: { orderId } });
  const trackingNo = `A${1_000_000 + (await shop.db.parcel.count())}`;
  const parcel = { courier: "其他", trackingNo, pieces: [{ lineId, quantity }] };
  const shipped = await shipOrder(shop, orderId, parcel);
  if (!shipped.ok && shipped.reason === "not_shippable") await addParcel(shop, orderId, parcel);
}

/** Whatever became of the refund that a form has made, it makes no other. */
async function sendAgain(simulation: Simulation, order: TestOrder): Promise<void> {
  const { shop } = simulation;
  const { orderId } = order;
  const last = await shop.db.refundWish.findFirst({
    where: { deed: "refund", refund: { orderId } },
    orderBy: { refundId: "desc" },
  });
  if (!last) return;
  const { key, amountFen: fen, reason, refundId } = last;
  const sent = refundOrder(shop, { orderId, amountFen: fen ?? 0, reason: reason ?? "", wish: { key, owner: "owner" } });
  const again = await wanted(simulation, { of: order, fen: fen ?? 0, key, insteadOf: refundId }, sent);
  expect(again, "the same form again").toMatchObject({ ok: true, refundId });
}

/** What cannot be done there (not paid yet, no money left) is refused by the emulator, as by Alipay. */
async function atAlipay({ control }: Simulation, { outTradeNo }: TestOrder, verb: "pay" | "notify" | "refund", body = {}): Promise<void> {
  await control("POST", `/control/trades/${outTradeNo}/${verb}`, body).catch(() => {});
}

async function goDeaf({ control }: Simulation): Promise<void> {
  await control("POST", "/control/faults", { fault: "lose-notification", times: "always" });
}

/** `hasPages`: whether refunds ask for the owner's password, on a page of Alipay's. */
type Ending = { orders: TestOrder[]; isDeaf: boolean; hasPages: boolean };

/**
 * All is well again, the owner goes to whatever page still waits, and a day and some hours go by; what is undecided then the
 * owner ends, with what Alipay's console shows. Where no notice ever comes, the owner checks the orders by hand, and the day
 * is compared with its bill where there is one.
 */
async function heal(simulation: Simulation, { orders, isDeaf, hasPages }: Ending): Promise<void> {
  await simulation.control("DELETE", "/control/faults");
  if (isDeaf) await goDeaf(simulation);
  for (let i = 0; i < 3; i++) await letTimePass(simulation, MINUTE_MS);
  // A refund without a page waits for Alipay and the day, not for the owner.
  if (hasPages) await finishPages(simulation);
  for (const minutes of [5, 30, ...Array.from({ length: 9 }, () => 180)]) await letTimePass(simulation, minutes * MINUTE_MS);
  await endWithProof(simulation);
  if (!isDeaf) return;
  for (const { orderId } of orders) await refreshPayment(simulation.shop, orderId, { actor: "owner", force: true });
  await letTimePass(simulation, MINUTE_MS);
  await reconcileDueDays(simulation.shop);
  await letTimePass(simulation, MINUTE_MS);
}

/** The owner confirms each page that waits, one after the other, and withdraws what came to nothing all the same. */
async function finishPages(simulation: Simulation): Promise<void> {
  const { db } = simulation.shop;
  for (let round = 0; round < 10 && (await db.refund.count({ where: { status: "PENDING" } })) > 0; round++) {
    const waiting = await db.refund.findFirst({ where: { confirmUrl: { not: null } } });
    if (waiting?.confirmUrl) await confirmRefund(simulation, waiting.confirmUrl);
    await letTimePass(simulation, 10 * MINUTE_MS);
    if (waiting) await giveUpRefund(simulation.shop, { refundId: waiting.id, owner: "owner" });
  }
}

type AtConsole = { trades: { refunds: { out_request_no: string; status: string }[] }[] };

/** The owner looks at Alipay's console, and ends each refund that is still under way by what stands there. */
async function endWithProof(simulation: Simulation): Promise<void> {
  const { shop, control } = simulation;
  const { trades } = (await control("GET", "/control/trades")) as AtConsole;
  const done = trades.flatMap(({ refunds }) => refunds.filter(({ status }) => status === "refunded"));
  const underWay = await shop.db.refund.findMany({ where: { status: "PENDING" }, orderBy: { id: "asc" } });
  for (const { id: refundId, outRequestNo } of underWay) {
    // What was sent a moment ago the owner is asked to leave alone for a moment.
    await letTimePass(simulation, FIRST_QUESTION_MS);
    if (!(await shop.db.refund.findFirst({ where: { id: refundId, status: "PENDING" } }))) continue;
    const isDone = done.some(({ out_request_no }) => out_request_no.endsWith(outRequestNo));
    const seen = { refundId, owner: "owner", note: "商家中心" };
    expect(await (isDone ? confirmRefundDone(shop, seen) : endRefundAsNotDone(shop, seen))).toEqual({ ok: true });
  }
  if (underWay.length > 0) for (let i = 0; i < 4; i++) await letTimePass(simulation, 61 * MINUTE_MS);
}

/** The gateway's ledger is the oracle: every trade is booked, what went back is booked to the fen, and nothing is left open. */
async function checkAgainstGateway(simulation: Simulation): Promise<void> {
  const { db } = simulation.shop;
  const paid = (await simulation.trades()).filter(({ standing }) => standing === "paid");
  const booked = await db.payment.findMany({ include: { order: true } });
  expect(booked.map(({ tradeNo }) => tradeNo).sort()).toEqual(paid.map(({ trade_no }) => trade_no).sort());
  await checkRefunds(simulation);
  await checkWishes(simulation);
  expect(await db.refund.count({ where: { status: "PENDING" } }), "refunds that are still under way").toBe(0);
  expect(await db.reportedRefund.count({ where: { dueAt: { not: null } } }), "refunds told of and not matched").toBe(0);
  for (const { order, disposition, refundedFen, amountFen } of booked)
    if (order && disposition === "settled" && refundedFen === amountFen && !order.shippedAt)
      expect(order, "an order whose money has all gone back").toMatchObject({ status: "CLOSED", closeReason: "refunded" });
  const open = await db.discrepancy.findMany({ where: { resolvedAt: null }, select: { kind: true } });
  expect(open.filter(({ kind }) => kind !== "refund_failed")).toEqual([]);
}

const CONTRACTS = [
  { kind: "MD5", refundMode: "nopwd" },
  { kind: "0001", refundMode: "pwd" },
  { kind: "keys", refundMode: "nopwd" },
  { kind: "certificates", refundMode: "nopwd" },
] as const;

testSeeds("whoever refunds and whatever is lost, what went back at Alipay is what went back in our books", {
  seeds: 80,
  deeds: fc.array(aloneOrTogether(anyDeed), { minLength: 10, maxLength: 30 }),
  run: async (steps, lodging, seed) => {
    const contract = ofSeed(seed, CONTRACTS);
    const simulation = await openSimulation({ ...contract, lodging });
    const { variantId } = await stockGoods(simulation.shop, { stock: 20 * PIECES, priceFen: PRICE_FEN / PIECES });
    const orders: TestOrder[] = [];
    for (const step of steps) await act(simulation, orders, variantId, step);
    const isDeaf = allDeeds(steps).some((deed) => deed.do === "hear no notice any more");
    await heal(simulation, { orders, isDeaf, hasPages: contract.refundMode === "pwd" });
    await checkAgainstGateway(simulation);
  },
});
