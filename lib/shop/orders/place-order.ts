import "server-only";
import { logLimit } from "@/lib/server/log-limit";
import { Prisma } from "@/lib/server/prisma/client";
import { inTransaction, type Trips } from "@/lib/server/transaction";
import { countOrderEvent } from "@/lib/shop/metrics";
import type { Shop } from "@/lib/shop/shop";
import { changeReceiver } from "./change-receiver";
import type { FormerOrder } from "./former-orders";
import { judgeForm, type Verdict } from "./judge-form";
import { checkItems, mergeItems, type OrderDraft, receiverOf } from "./order-draft";
import type { Placed, PlacedOrder, PlaceOrderRefusal } from "./placed-order";
import { factsSql, type PlacingFacts, type SentForm, toFacts } from "./placing-facts";
import { areHeld, type Locks, lockBuyer, lockStatements, NO_LOCKS } from "./placing-locks";
import { locksOfPlain } from "./plain-form";
import { type Also, writeOrder } from "./write-order";

/** Each further round begins because the owner changed something between two statements of the one before. */
const MOST_ROUNDS = 5;
const UNPAID: ReadonlySet<PlaceOrderRefusal["reason"]> = new Set(["unpaid_orders", "held_too_much", "network_full"]);

/**
 * Places an order: reads prices, stock and freight again, reserves the stock, copies the lines and creates the first payment
 * attempt, all in one transaction. A double click, a second tab or a retried request finds the order that it already made
 * (`replayed`). A form that comes back with another receiver changes the unpaid order that it made; with other goods, or another
 * freight, it makes another order, and an unpaid one with goods in common is asked to close (docs/decisions/0012). What a browser or
 * a network may hold without paying is limited (docs/decisions/0019), and so is what the owner sells to one buyer. A shop that is not
 * open takes no new order. A refusal changes nothing.
 */
export async function placeOrder(shop: Shop, buyerId: string, draft: OrderDraft, also: Also = {}): Promise<PlacedOrder> {
  const items = mergeItems(draft.items);
  const bad = checkItems(items);
  if (bad) return bad;
  const form = { buyerId, draft, items };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const guess = round === 0 && also.isPlain ? locksOfPlain(items) : NO_LOCKS;
    const placed = await inTransaction(shop.pool, (trips) => placeIn(trips, shop, { form, guess }, also));
    if (!placed) continue;
    const isAgainstLimit = !placed.ok && UNPAID.has(placed.reason);
    if (isAgainstLimit) logLimit(`unpaid orders: ${placed.reason}`, draft.network ? { network: draft.network } : {}, shop.log);
    return placed;
  }
  throw new Error("what is for sale changes too often for an order to be placed");
}

/**
 * In three round trips: what is true while the buyer's row is held, which refuses or finds most forms that make no order; the same
 * again while all that a yes depends on is held; the order, and the commit. Where all of that was guessed and is held from the beginning,
 * the second is left out. Null when something else changed in between, or is needed.
 */
async function placeIn(
  trips: Trips,
  shop: Shop,
  { form, guess }: { form: SentForm; guess: Locks },
  also: Also,
): Promise<PlacedOrder | null> {
  const seen = await readFacts(trips, shop, form, [lockBuyer(form.buyerId), ...lockStatements(form.buyerId, guess)]);
  const first = judgeForm(form, seen, shop.config.unpaid);
  if (isSettled(first)) return answer(first);
  if (areHeld(first.locks, guess)) return write(trips, shop, { form, verdict: first, at: seen.at }, also);
  // Everybody takes locks in one order, so what else is needed is not taken on top of goods.
  if (guess !== NO_LOCKS) return null;
  const facts = await readFacts(trips, shop, form, lockStatements(form.buyerId, first.locks));
  const verdict = judgeForm(form, facts, shop.config.unpaid);
  if (isSettled(verdict)) return answer(verdict);
  return areHeld(verdict.locks, first.locks) ? write(trips, shop, { form, verdict, at: facts.at }, also) : null;
}

async function readFacts(trips: Trips, shop: Shop, form: SentForm, before: Parameters<Trips["ask"]>): Promise<PlacingFacts> {
  const at = shop.now();
  return toFacts(await trips.ask(...before, factsSql(form, at)), at, shop.config);
}

type Settled = Extract<Verdict, { kind: "refused" | "replayed" }>;
type ToWrite = Exclude<Verdict, Settled>;

function isSettled(verdict: Verdict): verdict is Settled {
  return verdict.kind === "refused" || verdict.kind === "replayed";
}

function answer(verdict: Settled): PlacedOrder {
  return verdict.kind === "refused" ? verdict.refusal : { ok: true, ...replayOf(verdict.order) };
}

function replayOf({ id, no, accessToken }: FormerOrder): Placed {
  return { orderId: id, no, accessToken, replayed: true, replaced: [], begun: null };
}

async function write(
  trips: Trips,
  shop: Shop,
  { form, verdict, at }: { form: SentForm; verdict: ToWrite; at: Date },
  also: Also,
): Promise<PlacedOrder | null> {
  const { sql, placed } =
    verdict.kind === "placed"
      ? writeOrder(shop, { form, order: verdict.order, at }, also)
      : { sql: changeReceiver({ ...verdict, receiver: receiverOf(form.draft), at }, also.along), placed: replayOf(verdict.order) };
  const after = placed.replayed ? undefined : also.after?.(Prisma.sql`EXISTS (SELECT FROM orders WHERE id = ${placed.orderId}::uuid)`);
  const [written] = await (after ? trips.commitThen(sql, after.sql, after.onError) : trips.commit(sql));
  if (!written) return null;
  countLines(verdict, placed);
  return { ok: true, ...placed };
}

/** For the figures: the lines of timelines that the statement has written. */
function countLines(verdict: ToWrite, { begun, replaced }: Placed): void {
  countOrderEvent(verdict.kind === "placed" ? "placed" : "receiver_changed");
  if (begun) countOrderEvent("payment_started");
  for (const _order of replaced) countOrderEvent("close_asked");
}
