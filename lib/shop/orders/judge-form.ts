import "server-only";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import type { FrozenFreight } from "@/lib/shop/freight/freight";
import type { DiscountPart } from "@/lib/shop/promotions/promotion";
import type { UnpaidLimits } from "@/lib/shop/shop";
import { isPerBuyer, judgeLimits } from "./buy-limits";
import { type FormerOrder, goesTo, hasItems, isOpen, isUnpaid, nextKey, sharesGoods } from "./former-orders";
import { MAX_TOTAL_FEN } from "./max-total";
import { countDiscounts, type DiscountedLine, judgeCouponMove } from "./order-discounts";
import { receiverOf } from "./order-draft";
import { countFreight } from "./order-freight";
import type { PlaceOrderRefusal } from "./placed-order";
import type { OrderLine, PlacingFacts, SentForm } from "./placing-facts";
import type { Locks } from "./placing-locks";
import { isNearTheLimit, judgeHolding, withFormer } from "./unpaid-limits";

/** A new order as it is to be written. */
export type NewOrder = {
  key: string;
  lines: DiscountedLine[];
  itemsFen: number;
  discountFen: number;
  /** What came off; `lines` carry it. */
  discounts: DiscountPart[];
  /** So many uses of its coupon are those of orders that are given up for it. */
  givenUp: number;
  shippingFen: number;
  freight: FrozenFreight;
  /** Unpaid orders of the same form whose place it takes. */
  replaced: FormerOrder[];
};

export type Verdict =
  | { kind: "refused"; refusal: PlaceOrderRefusal }
  /** The form means an order that it has made. */
  | { kind: "replayed"; order: FormerOrder }
  /** It means one, and sends it elsewhere; `freight`: counted anew, for another province. */
  | { kind: "moved"; order: FormerOrder; freight: FrozenFreight | null; locks: Locks }
  | { kind: "placed"; order: NewOrder; locks: Locks };

/** What becomes of a form by these facts. Pure; what it says stands as long as the buyer's row and the `locks` that it names are held. */
export function judgeForm(form: SentForm, facts: PlacingFacts, unpaid: UnpaidLimits): Verdict {
  return judgeFormer(form, facts) ?? orRefused(judgeNew(form, facts, unpaid));
}

function orRefused(verdict: Verdict | PlaceOrderRefusal): Verdict {
  return "kind" in verdict ? verdict : { kind: "refused", refusal: verdict };
}

/** The order that the form means, when that is one which it made before; null when it means a new one. */
function judgeFormer(form: SentForm, facts: PlacingFacts): Verdict | null {
  const { draft, items } = form;
  const { former, at } = facts;
  const receiver = receiverOf(draft);
  const same = former.filter((order) => hasItems(order, items, draft));
  const changed = same.find((order) => order.termChanges > 0 && isUnpaid(order));
  // Its owner has changed it since: neither is it paid by a form that shows other sums, nor does the form take the change back.
  if (changed) return { kind: "refused", refusal: refuse("order_changed", { no: changed.no }) };
  const open = same.find((order) => isOpen(order, at));
  if (open && !goesTo(open, receiver)) return orRefused(judgeMove(form, facts, open));
  const known = open ?? same.find((order) => goesTo(order, receiver));
  if (known) return { kind: "replayed", order: known };
  const paid = former.find((order) => sharesGoods(order, items) && order.status !== "PENDING" && order.status !== "CLOSED");
  return paid ? { kind: "refused", refusal: refuse("paid_before", { no: paid.no }) } : null;
}

/**
 * An unpaid order takes another receiver. Its sums stay: to another province the freight is counted by today's rules, and refused
 * unless the order's own freight is what it costs (one that costs another sum is another order). In its province it keeps what was
 * agreed. Goods that are off sale since have theirs still.
 */
function judgeMove(
  form: SentForm,
  { goods, former, book, limited, discounts }: PlacingFacts,
  order: FormerOrder,
): Verdict | PlaceOrderRefusal {
  const { address } = form.draft;
  const lines = order.lines.flatMap(({ variantId, quantity, priceFen }) =>
    goods.filter((one) => one.variantId === variantId).map((one) => ({ ...one, quantity, priceFen })),
  );
  const others = former.filter(({ id }) => id !== order.id);
  const overLimit = judgeLimits(limited, lines, others) ?? judgeCouponMove(discounts, others);
  if (overLimit) return overLimit;
  const to = { province: address.province, expectedFen: order.shippingFen };
  const counted = address.province === order.province ? null : countFreight(book, lines, to);
  if (counted && !counted.ok) return counted;
  const locks = { phone: phoneOf(form, { limited, discounts }), orders: [order.id], variants: [], network: null, coupon: null };
  return { kind: "moved", order, freight: counted?.freight ?? null, locks };
}

function judgeNew(form: SentForm, facts: PlacingFacts, unpaid: UnpaidLimits): Verdict | PlaceOrderRefusal {
  const { draft } = form;
  const { opening, former, at, limited } = facts;
  if (opening.standing !== "open") return refuse("closed", { standing: opening.standing, note: opening.note });
  const read = linesOf(form, facts);
  if (!read.ok) return read;
  const { lines, short } = read;
  if (short && short.heldBy.length === 0) return short;
  const counted = countFreight(facts.book, lines, { province: draft.address.province, expectedFen: draft.expectedShippingFen ?? 0 });
  if (!counted.ok) return counted;
  const { shippingFen, freight } = counted;
  const itemsFen = lines.reduce((sum, line) => sum + line.priceFen * line.quantity, 0);
  if (itemsFen + shippingFen > MAX_TOTAL_FEN) return refuse("too_expensive");
  const replaced = former.filter((order) => isUnpaid(order) && sharesGoods(order, form.items));
  // What the form gives up for the new order does not count.
  const kept = former.filter((order) => !replaced.includes(order));
  const overLimit = judgeLimits(limited, lines, kept);
  if (overLimit) return overLimit;
  const discounted = countDiscounts(form.draft, facts.discounts, { lines, kept, replaced });
  if (!discounted.ok) return discounted;
  const coupon = { code: draft.couponCode ?? null, total: facts.discounts.coupon?.total ?? null };
  const holding = { network: draft.network, lines, coupon, at };
  const held = withFormer(facts.held, kept, holding);
  const heldTooMuch = judgeHolding(unpaid, holding, held);
  if (heldTooMuch) return heldTooMuch;
  // The orders that hold what is short are given up for this one, so nothing else may stand against it.
  if (short) return short;
  const locks = {
    phone: phoneOf(form, facts),
    orders: replaced.map(({ id }) => id),
    variants: lines.map(({ variantId }) => variantId),
    network: draft.network !== undefined && isNearTheLimit(unpaid, held) ? draft.network : null,
    coupon: discounted.couponId,
  };
  const { discountFen, discounts, givenUp } = discounted;
  const sums = { itemsFen, discountFen, discounts, givenUp, shippingFen, freight };
  const order = { key: nextKey(draft.idempotencyKey, former), lines: discounted.lines, ...sums, replaced };
  return { kind: "placed", order, locks };
}

function phoneOf({ draft }: SentForm, { limited, discounts }: Pick<PlacingFacts, "limited" | "discounts">): string | null {
  return isPerBuyer(limited) || discounts.coupon?.perBuyer != null ? draft.address.phone : null;
}

type LinesRefusal = Extract<PlaceOrderRefusal, Refusal<"off_sale" | "price_changed">>;
type Shortage = Extract<PlaceOrderRefusal, Refusal<"sold_out">>;

/** The goods as they are sold now; a buyer is never charged a price that was not shown. */
function linesOf(
  { items }: SentForm,
  { goods, former }: PlacingFacts,
): Result<{ lines: OrderLine[]; short: Shortage | null }, LinesRefusal> {
  const lines: OrderLine[] = [];
  for (const { variantId, quantity, expectedPriceFen } of items) {
    const facts = goods.find((one) => one.variantId === variantId);
    if (!facts?.onSale) return refuse("off_sale", { title: facts?.title ?? null });
    if (facts.priceFen !== expectedPriceFen) return refuse("price_changed", { title: facts.title });
    lines.push({ ...facts, quantity });
  }
  const short = lines.filter(({ available, quantity }) => available < quantity);
  return { ok: true, lines, short: short.length > 0 ? soldOut(lines, short, former) : null };
}

function soldOut(lines: readonly OrderLine[], short: readonly OrderLine[], former: readonly FormerOrder[]): Shortage {
  const holders = former.filter(isUnpaid);
  const isEnough = short.every(({ variantId, quantity, stock }) => {
    const held = holders.flatMap((order) => order.lines).filter((line) => line.variantId === variantId);
    return held.reduce((sum, line) => sum + line.quantity, stock) >= quantity;
  });
  const goods = short.map(({ title, variantName }) => ({ title, variantName }));
  const heldBy = isEnough ? holders.filter((order) => sharesGoods(order, lines)).map(({ id }) => id) : [];
  return refuse("sold_out", { goods, heldBy });
}
