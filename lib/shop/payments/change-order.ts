import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { hasMoved, stampOf } from "@/lib/server/stamp";
import { later } from "@/lib/shop/due/review-due";
import { auditOrder } from "@/lib/shop/orders/audit-order";
import { applyTerms, detailOf } from "@/lib/shop/orders/changes/apply-terms";
import { judgeMove, type MoveRefusal } from "@/lib/shop/orders/changes/judge-move";
import { isSameTerms, judgeTerms, type TermsRefusal, type WishedTerms } from "@/lib/shop/orders/changes/judge-terms";
import { keepChange, type WantedChange } from "@/lib/shop/orders/changes/keep-change";
import { type ChangedOrder, type ChangedReceiver, isSameReceiver, readChanged, termsStamp } from "@/lib/shop/orders/changes/read-changed";
import { holdsMoney } from "@/lib/shop/orders/holds-money";
import { lockOrder } from "@/lib/shop/orders/lock-order";
import { type ChangeState, MOST_CHANGES, type NewTerms } from "@/lib/shop/orders/order-change";
import { recordEvent } from "@/lib/shop/orders/order-event";
import { lockLimits } from "@/lib/shop/orders/placing-locks";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import type { Shop } from "@/lib/shop/shop";
import { advanceChange } from "./advance-change";
import { changeEndsAt, mayApplyAtOnce, whyNotToChange } from "./judge-change";
import { FIRST_LOOK_MS } from "./look-times";

/** What the owner's form says. */
export type ChangeForm = WishedTerms & {
  receiver: ChangedReceiver;
  reason: string;
  /** `termsStamp` of what the form was made from. */
  was: string;
  /** What its owner has seen of what it makes of the order: `seen` of the refusal `not_seen`. */
  seen: string;
  /** Made with the form: the same key is the same change. */
  key: string;
  owner: string;
};

/** What a form would make of its order. `freightFen`: what the rules say of the new province; `waits`: a payment at the old sum may still come. */
export type ChangePreview = { terms: NewTerms; moves: boolean; freightFen: number | null; waits: boolean };

export type ChangeRefusal =
  | Refusal<"not_found" | "paid" | "closed" | "closing" | "changing" | "unchanged" | "too_often" | "key_reused">
  | Refusal<"not_seen", { seen: string; preview: ChangePreview }>
  | MoveRefusal
  | TermsRefusal;

type Kept = { state: ChangeState; id: string };

/**
 * The owner changes what an unpaid order costs, or where it goes. Nothing is written before its owner has seen the new sums
 * (`not_seen`). Where nobody can pay the old sum any more, the new terms stand at once; otherwise the intent is written, from which on
 * nobody is sent to pay, the payment at the old sum is closed at the gateway, and only when that says so do the new terms stand
 * (advanceChange). Answers how the change stands then; `waiting` means that the gateway still owes an answer and the worker goes on.
 * The same form twice is one change.
 */
export async function changeOrder(shop: Shop, orderId: string, form: ChangeForm): Promise<Result<{ state: ChangeState }, ChangeRefusal>> {
  const kept = await shop.db.$transaction((tx) => keep(tx, shop, orderId, form));
  if (!kept.ok) return kept;
  return { ok: true, state: kept.state === "waiting" ? await advanceNow(shop, kept) : kept.state };
}

/** It is written down: what fails now is done by the worker. */
async function advanceNow(shop: Shop, { id, state }: Kept): Promise<ChangeState> {
  try {
    return (await advanceChange(shop, id)).state;
  } catch (error) {
    shop.log.error({ err: error, changeId: id }, "a change could not be carried out at once; the worker goes on");
    return state;
  }
}

async function keep(tx: Tx, shop: Shop, orderId: string, form: ChangeForm): Promise<Result<Kept, ChangeRefusal>> {
  const contents = contentsOf(orderId, form);
  const before = await tx.order.findUnique({ where: { id: orderId }, select: { buyerId: true } });
  if (!before) return refuse("not_found");
  // As when an order is placed: what its buyer has of limited goods comes before the order's row.
  for (const lock of lockLimits({ buyerId: before.buyerId, phone: form.receiver.receiverPhone })) await tx.$queryRaw(lock);
  await lockOrder(tx, orderId);
  const known = await tx.orderChange.findUnique({ where: { key: form.key }, select: { id: true, state: true, contents: true } });
  if (known) return known.contents === contents ? { ok: true, id: known.id, state: known.state as ChangeState } : refuse("key_reused");
  const order = await readChanged(tx, orderId);
  if (!order) return refuse("not_found");
  const judged = await judge(tx, shop, order, form);
  if (!judged.ok) return judged;
  const { terms, receiver } = judged;
  const wanted = { orderId, key: form.key, contents, terms, receiver, reason: form.reason, owner: form.owner };
  await auditOrder(tx, shop, orderId, { kind: "order_changed", ...auditOf(wanted) });
  return { ok: true, ...(await write(tx, shop, order, wanted)) };
}

type Judged = Pick<WantedChange, "terms" | "receiver">;

async function judge(tx: Tx, shop: Shop, order: ChangedOrder, form: ChangeForm): Promise<Result<Judged, ChangeRefusal>> {
  const open = order.attempts[0] ?? null;
  const standing = whyNotToChange({ ...order, hasMoney: holdsMoney(order.payments) || open?.withheldSince != null });
  if (standing) return refuse(standing);
  if (form.was !== termsStamp(order)) return refuse("moved");
  const judged = judgeTerms(order, form);
  if (!judged.ok) return judged;
  const { terms } = judged;
  const receiver = isSameReceiver(order, form.receiver) ? null : form.receiver;
  if (!receiver && isSameTerms(terms)) return refuse("unchanged");
  if (order._count.changes >= MOST_CHANGES) return refuse("too_often");
  const move = receiver ? await judgeMove(tx, shop, order, receiver) : null;
  if (move && !move.ok) return move;
  const facts = { terms, receiver, freight: move?.freight?.feeFen ?? null };
  const waits = !mayApplyAtOnce({ isNewSum: isNewSum(terms), open });
  if (hasMoved(form.seen, facts))
    return refuse("not_seen", { seen: stampOf(facts), preview: { terms, moves: receiver !== null, freightFen: facts.freight, waits } });
  return { ok: true, terms, receiver };
}

function isNewSum({ total }: NewTerms): boolean {
  return total.fromFen !== total.toFen;
}

/** The intent; and with it the change itself where nobody can pay the old sum. */
async function write(tx: Tx, shop: Shop, order: ChangedOrder, wanted: WantedChange): Promise<Kept> {
  const at = shop.now();
  const open = order.attempts[0] ?? null;
  const endsAt = open ? changeEndsAt(open, at) : at;
  // Who wants it tries at once; the worker comes after that.
  const id = await keepChange(tx, wanted, { at, endsAt, dueAt: later(at, FIRST_LOOK_MS) });
  if (mayApplyAtOnce({ isNewSum: isNewSum(wanted.terms), open })) {
    await applyTerms(tx, shop, order, { ...wanted, id }, { at, lookAt: null });
    return { id, state: "applied" };
  }
  // However the change ends, the buyer has a while left to pay.
  const heldUntil = later(endsAt, shop.config.firstHoldMs);
  const expiresAt = new Date(Math.max(heldUntil.getTime(), order.expiresAt.getTime()));
  await tx.order.update({
    where: { id: order.id },
    data: { changing: true, termChanges: { increment: 1 }, expiresAt },
    select: { id: true },
  });
  await recordEvent(tx, {
    orderId: order.id,
    kind: "change_wanted",
    actor: "owner",
    detail: detailOf(order, { ...wanted, receiver: null }),
    at,
  });
  await signalOrder(tx, order.id);
  return { id, state: "waiting" };
}

/** Where the goods went, and the words to the buyer, are in the order's timeline alone, which can be erased: the trail keeps everything. */
function auditOf({ terms, receiver }: WantedChange) {
  const { total, shipping } = terms;
  const goods = (side: "fromFen" | "toFen") => total[side] - shipping[side];
  return {
    before: { totalFen: total.fromFen, goodsFen: goods("fromFen"), shippingFen: shipping.fromFen, movesOrder: false },
    after: { totalFen: total.toFen, goodsFen: goods("toFen"), shippingFen: shipping.toFen, movesOrder: receiver !== null },
  };
}

function contentsOf(orderId: string, { lines, offFen, shippingFen, receiver, reason, owner }: ChangeForm): string {
  return stampOf({ orderId, lines, offFen, shippingFen, receiver, reason, owner });
}
