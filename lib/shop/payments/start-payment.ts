import "server-only";
import type { StartedPayment } from "@/lib/alipay/gateway";
import { Prisma } from "@/lib/server/prisma/client";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { runOn } from "@/lib/server/sql";
import { perPool, readTogether } from "@/lib/server/together";
import { inTraceOf, traced } from "@/lib/server/tracing";
import { isPaymentAvailable } from "@/lib/shop/contracts/read-alarms";
import { later } from "@/lib/shop/due/review-due";
import { holdsMoney } from "@/lib/shop/orders/holds-money";
import { recordEvent } from "@/lib/shop/orders/order-event";
import { newOutTradeNo } from "@/lib/shop/orders/order-no";
import type { BegunPayment, Screen } from "@/lib/shop/orders/placed-order";
import { subjectFor } from "@/lib/shop/profile/profile";
import { readProfile } from "@/lib/shop/profile/read-profile";
import type { Shop } from "@/lib/shop/shop";
import { advanceChange } from "./advance-change";
import { fullTimeOf, minutesLeft, minutesUntil } from "./begin-payment";
import { isAddressSeen, isSumSeen, screenFor, toScreen, whyNotAgain, whyNotHere, whyNotOpen } from "./judge-start";
import { FIRST_LOOK_MS } from "./look-times";
import { askGateway, type PaymentTruth } from "./refresh-payment";

export type StartPaymentRefusal =
  /** `on_phone`: it was begun on the page for phones, and cannot be ended there: it goes on with a phone. */
  | Refusal<"paid" | "closed" | "confirming" | "changing" | "refused" | "unavailable" | "unknown" | "on_phone">
  /** Its owner has changed what it costs since the button was shown. */
  | Refusal<"sum_changed", { fromFen: number | null; toFen: number }>
  /** Its owner has sent it elsewhere, and the button did not stand beside that address. */
  | Refusal<"address_changed">;
type OrderName = { orderId: string; no: string };
type Started = Result<{ redirectUrl: string }, StartPaymentRefusal>;

/**
 * Sends the buyer to the cashier: resumes the order's live attempt, or makes a new one when the gateway has closed the old.
 * A buyer who was there before is not sent again until the gateway was asked whether that payment went through. The intent
 * is committed before the call; a gateway that does not answer leaves the attempt as it was, to be tried again. From the first
 * time on the order is held for its full time, counted from its placing (docs/decisions/0019). While the gateway refuses the
 * contract nobody is sent there: it could not be told who has paid. `screen` is the buyer's; an attempt stays on the page for which it
 * was begun (docs/decisions/0032). `seenFen`: the sum that stood beside the button, so that nobody pays another one than was shown;
 * `seenTerms`: how often the owner had changed the order when a page with its address was made for the button.
 */
export function startPayment(shop: Shop, orderId: string, { screen = "phone", ...seen }: PressedAt = {}): Promise<Started> {
  return inTraceOf(orderId, () => traced("start payment", {}, () => resume(shop, orderId, screen, seen)));
}

type SeenTerms = { seenFen?: number | undefined; seenTerms?: number | undefined };
type PressedAt = SeenTerms & { screen?: Screen };

async function resume(shop: Shop, orderId: string, screen: Screen, { seenFen, seenTerms }: SeenTerms): Promise<Started> {
  const order = await readSettled(shop, orderId);
  // What is refused for itself must not close the payment that lives on another screen first.
  const standing = whyNotOpen(order);
  if (standing) return refuse(standing);
  if (!isSumSeen(order, seenFen)) return refuse("sum_changed", { fromFen: seenFen ?? null, toFen: order.totalFen });
  const { termChanges } = order;
  if (!isAddressSeen({ hasMoved: order.changes.length > 0, termChanges }, seenTerms)) return refuse("address_changed");
  if (!(await isPaymentAvailable(shop))) return refuse("unavailable");
  const refusal = await whyNotNow(shop, order, screen);
  if (refusal) return refuse(refusal);
  const fullTime = fullTimeOf(shop, order);
  const subject = subjectFor(await readProfile(shop), order.no);
  const at = shop.now();
  const expiresInMinutes = minutesUntil(fullTime, at);
  const opened = await openAttempt(shop, orderId, {
    fullTime,
    expiresInMinutes,
    subject,
    screen,
    at,
    totalFen: order.totalFen,
    termChanges,
  });
  return opened.ok ? ask(shop, { orderId, no: order.no, termChanges }, { ...opened.attempt, expiresInMinutes, at }) : opened;
}

/** Asks the gateway for the cashier of a payment whose intent is committed already, with its order or by `startPayment`. */
export function startBegun(shop: Shop, order: OrderName, begun: BegunPayment): Promise<Started> {
  return inTraceOf(order.orderId, () => traced("start payment", {}, () => ask(shop, { ...order, termChanges: 0 }, begun)));
}

/** `termChanges`: how often its owner had changed it when its buyer agreed. */
async function ask(shop: Shop, { orderId, no, termChanges }: OrderName & { termChanges: number }, begun: BegunPayment): Promise<Started> {
  const { contract, outTradeNo, amountFen, subject, screen } = begun;
  const expiresInMinutes = minutesLeft(begun, shop.now());
  const started = await shop.gateways.of(contract).startPayment({
    ...{ outTradeNo, amountFen, subject, expiresInMinutes, screen },
    returnUrl: `${shop.config.shopUrl}/api/alipay/return`,
    notifyUrl: `${shop.config.shopUrl}/api/alipay/notify`,
    quitUrl: `${shop.config.shopUrl}/orders/${no}`,
  });
  return started.ok
    ? sendThere(shop, orderId, { redirectUrl: started.redirectUrl, amountFen, termChanges })
    : recordFailure(shop, orderId, outTradeNo, started);
}

function readOrder(shop: Shop, orderId: string) {
  return shop.db.order.findUniqueOrThrow({
    where: { id: orderId },
    select: {
      no: true,
      status: true,
      createdAt: true,
      expiresAt: true,
      closeWanted: true,
      changing: true,
      termChanges: true,
      totalFen: true,
      changes: { select: { id: true }, where: { moves: true, state: "applied" }, take: 1 },
      payments: { select: { amountFen: true, refundedFen: true } },
      attempts: {
        select: { id: true, outTradeNo: true, contract: true, screen: true, withheldSince: true },
        where: { status: "OPEN", startedAt: { not: null } },
      },
    },
  });
}

/** The order; a change of it that waits is carried out first if the gateway allows it by now, since its buyer waits for that. */
async function readSettled(shop: Shop, orderId: string): Promise<Awaited<ReturnType<typeof readOrder>>> {
  const order = await readOrder(shop, orderId);
  const change = order.changing && (await shop.db.orderChange.findFirst({ where: { orderId, state: "waiting" }, select: { id: true } }));
  if (!change) return order;
  await advanceChange(shop, change.id);
  return readOrder(shop, orderId);
}

type Why = Exclude<StartPaymentRefusal["reason"], "sum_changed" | "address_changed">;

async function whyNotNow(shop: Shop, order: Awaited<ReturnType<typeof readOrder>>, screen: Screen): Promise<Why | null> {
  if (holdsMoney(order.payments) || shop.now() >= fullTimeOf(shop, order)) return "confirming";
  const earlier = order.attempts[0];
  if (earlier && (earlier.withheldSince || !shop.gateways.has(earlier.contract))) return "confirming";
  const truth = earlier ? await askOrLeave(shop, earlier, screen) : null;
  return whyNotAgain(truth?.kind === "settled" ? truth.settlement.kind : null);
}

/**
 * What became of an earlier attempt. One of a contract that the shop leaves, or for another page than this buyer's, whose trade waits
 * for its buyer, is closed there, so that a new one can begin. What cannot be closed (the cashier was only opened) goes on there: it
 * might be paid twice otherwise.
 */
async function askOrLeave(
  shop: Shop,
  attempt: { id: string; outTradeNo: string; contract: string; screen: string },
  screen: Screen,
): Promise<PaymentTruth> {
  const { current, of } = shop.gateways;
  const gateway = of(attempt.contract);
  const isForAnother = toScreen(attempt.screen) !== screenFor(current, screen);
  const truth = await askGateway(shop, attempt, { force: isForAnother });
  if (truth.kind !== "waiting" || (gateway.contract === current.contract && !isForAnother)) return truth;
  await gateway.closeTrade(attempt.outTradeNo);
  return askGateway(shop, attempt, { force: true });
}

type Opening = {
  fullTime: Date;
  expiresInMinutes: number;
  subject: string;
  screen: Screen;
  at: Date;
  totalFen: number;
  termChanges: number;
};
type Opened = Result<{ attempt: Omit<BegunPayment, "expiresInMinutes" | "at"> }, "confirming" | "on_phone">;

/** The live attempt, or a new one; refused when the order stopped waiting for money meanwhile, or goes on where the buyer is not. */
async function openAttempt(shop: Shop, orderId: string, opening: Opening): Promise<Opened> {
  const { fullTime, at, totalFen, termChanges } = opening;
  if (at >= fullTime) return refuse("confirming");
  return shop.db.$transaction(async (tx) => {
    // Who closes the order holds its row's lock as well, and looks whether the attempt is still as it was.
    const { count } = await tx.order.updateMany({
      where: { id: orderId, status: "PENDING", closeWanted: null, changing: false, totalFen, termChanges },
      data: { expiresAt: fullTime, dueAt: later(at, FIRST_LOOK_MS), checks: 0 },
    });
    if (count === 0) return refuse("confirming");
    const live = await tx.paymentAttempt.findFirst({
      where: { orderId, status: "OPEN" },
      select: { id: true, payableUntil: true, startedAt: true, contract: true, subject: true, screen: true },
    });
    const { elsewhere, sent } = termsOf(shop, live, opening);
    if (elsewhere) return refuse(elsewhere);
    const select = { outTradeNo: true, contract: true, amountFen: true, subject: true };
    const attempt = live
      ? await tx.paymentAttempt.update({ where: { id: live.id }, data: sent, select })
      : await tx.paymentAttempt.create({
          data: {
            ...sent,
            orderId,
            outTradeNo: newOutTradeNo(at, shop.config.numberPrefix),
            amountFen: totalFen,
            createdAt: at,
          },
          select,
        });
    await recordEvent(tx, { orderId, kind: "payment_started", actor: "buyer", detail: { outTradeNo: attempt.outTradeNo }, at });
    return { ok: true, attempt: { ...attempt, screen: sent.screen } };
  });
}

type Live = { payableUntil: Date; startedAt: Date | null; contract: string; subject: string; screen: string };

/** What is asked of the gateway: of a payment that was begun before the same again, since its number is the same (docs/wire). */
function termsOf({ gateways: { current, of } }: Shop, live: Live | null, { expiresInMinutes, subject, screen, at }: Opening) {
  const begun = live?.startedAt ? live : null;
  const page = begun ? toScreen(begun.screen) : screenFor(current, screen);
  const { hasComputerPage } = begun ? of(begun.contract) : current;
  const window = later(at, expiresInMinutes * 60_000);
  const payableUntil = live && live.payableUntil > window ? live.payableUntil : window;
  const terms = { contract: begun?.contract ?? current.contract, subject: live?.subject || subject, screen: page };
  return { elsewhere: whyNotHere(page, { screen, hasComputerPage }), sent: { ...terms, startedAt: at, payableUntil } };
}

type Standing = {
  id: string;
  status: string;
  closeWanted: string | null;
  changing: boolean;
  totalFen: number;
  termChanges: number;
  hasMoved: boolean;
};

const standings = perPool((pool) =>
  readTogether(async (ids: string[]) => {
    const rows = await runOn(pool)<Standing>(Prisma.sql`
      SELECT id, status::text, close_wanted AS "closeWanted", changing, total_fen AS "totalFen", term_changes AS "termChanges",
        term_changes > 0 AND EXISTS (SELECT FROM order_changes c WHERE c.order_id = o.id AND c.moves AND c.state = 'applied') AS "hasMoved"
      FROM orders o WHERE id = ANY(${ids}::uuid[])`);
    return new Map(rows.map((row) => [row.id, row]));
  }),
);

/** Unless the order stopped waiting for money while the gateway was asked, or is another than its buyer saw: nobody is sent to pay for that. */
async function sendThere(
  shop: Shop,
  orderId: string,
  { redirectUrl, amountFen, termChanges }: { redirectUrl: string; amountFen: number; termChanges: number },
): Promise<Started> {
  const order = await standings(shop.pool)(orderId);
  if (!order) throw new Error("an order is gone while its payment was started");
  const refusal = whyNotOpen(order);
  if (refusal) return refuse(refusal);
  if (order.totalFen !== amountFen) return refuse("sum_changed", { fromFen: amountFen, toFen: order.totalFen });
  return isAddressSeen(order, termChanges) ? { ok: true, redirectUrl } : refuse("address_changed");
}

type Failed = Extract<StartedPayment, { ok: false }>;

async function recordFailure(shop: Shop, orderId: string, outTradeNo: string, failed: Failed): Promise<Started> {
  const { detail } = failed;
  const told = { orderId, actor: "alipay", at: shop.now() } as const;
  if (failed.kind === "refused") {
    const { code } = failed;
    shop.log.error({ outTradeNo, code, detail }, "the gateway refused to start a payment");
    await recordEvent(shop.db, { ...told, kind: "payment_refused", detail: { outTradeNo, code, detail } });
    return refuse("refused");
  }
  shop.log.warn({ outTradeNo, detail }, "starting a payment had an unknown outcome");
  await recordEvent(shop.db, { ...told, kind: "payment_unknown", detail: { outTradeNo, detail } });
  return refuse("unknown");
}
