import type { Coupon, CouponFit, DiscountBook, DiscountLine, DiscountPart, DiscountQuote, Reduction, Scope } from "./promotion";
import { isInScope } from "./promotion";
import { shareDiscount } from "./share-discount";

/**
 * What comes off these goods, in fen: the one arithmetic for the cart, the checkout and the order that is placed, so that nobody is
 * charged what was not shown. Whole numbers only.
 *
 * First 满减: of all that are on, the one that gives most, by the price of its goods. Then the coupon: whether it fits is asked of the
 * price before 满减 (so that reaching a tier never loses a coupon), 折 is counted on what is left after 满减, rounded down. Freight comes
 * after, and whether it is free is asked of the price before discounts (lib/shop/freight), so that no discount makes sending dearer.
 * At least 1 fen of the goods is always left to pay, wherever they are sent: Alipay takes 0.01 yuan at the least.
 *
 * Each discount is shared out over the lines that it is for by what they still cost, so that the shares add up to it.
 */
export function quoteDiscounts(book: DiscountBook, lines: readonly DiscountLine[]): DiscountQuote {
  const sums = lines.map((line) => line.priceFen * line.quantity);
  const mostFen = Math.max(0, total(sums) - 1);
  const best = bestOf(book.reductions, lines);
  const reduced = best ? take(Math.min(best.offFen, mostFen), best.reduction.scope, { lines, left: sums }) : none(lines);
  const left = sums.map((sum, place) => sum - (reduced.sharesFen[place] ?? 0));
  const fit = fitOf(book.coupon, lines);
  const coupon = fit.kind === "fits" ? book.coupon : null;
  const off = coupon ? Math.min(offOf(coupon, lines, left), mostFen - reduced.amountFen) : 0;
  const taken = coupon ? take(off, coupon.scope, { lines, left }) : none(lines);
  const parts: DiscountPart[] = [];
  if (best && reduced.amountFen > 0) parts.push(partOf("reduction", best.reduction, reduced.amountFen));
  if (coupon && taken.amountFen > 0) parts.push(partOf("coupon", coupon, taken.amountFen));
  return {
    discountFen: reduced.amountFen + taken.amountFen,
    parts,
    sharesFen: lines.map((_, place) => (reduced.sharesFen[place] ?? 0) + (taken.sharesFen[place] ?? 0)),
    next: nextOf(book.reductions, lines, best?.offFen ?? 0),
    coupon: fit,
  };
}

function total(sums: readonly number[]): number {
  return sums.reduce((sum, one) => sum + one, 0);
}

function partOf(kind: DiscountPart["kind"], { id, name, ...rest }: Reduction | Coupon, amountFen: number): DiscountPart {
  return { promotionId: id, kind, name, code: "code" in rest ? rest.code : null, amountFen };
}

/** What the goods of a scope cost before any discount; null where none of them are there. */
function costOf(scope: Scope, lines: readonly DiscountLine[]): number | null {
  const its = lines.filter((line) => line.quantity > 0 && isInScope(scope, line));
  return its.length === 0 ? null : total(its.map((line) => line.priceFen * line.quantity));
}

/** Of equal ones the oldest, however the list is ordered. */
function bestOf(reductions: readonly Reduction[], lines: readonly DiscountLine[]): { reduction: Reduction; offFen: number } | null {
  let best: { reduction: Reduction; offFen: number } | null = null;
  for (const reduction of [...reductions].sort((a, b) => a.id - b.id)) {
    const cost = costOf(reduction.scope, lines) ?? 0;
    const reached = reduction.tiers.filter(({ fromFen }) => cost >= fromFen).map(({ offFen }) => Math.min(offFen, cost));
    const offFen = Math.max(0, ...reached);
    if (offFen > (best?.offFen ?? 0)) best = { reduction, offFen };
  }
  return best;
}

/** The tier for which least is missing, of those that give more than there is now; where no goods are its, nothing is said of it. */
function nextOf(reductions: readonly Reduction[], lines: readonly DiscountLine[], nowFen: number): DiscountQuote["next"] {
  const further = reductions.flatMap(({ id, scope, tiers }) => {
    const cost = costOf(scope, lines);
    if (cost === null) return [];
    const open = tiers.filter(({ fromFen, offFen }) => cost < fromFen && Math.min(offFen, fromFen) > nowFen);
    return open.map(({ fromFen, offFen }) => ({ id, missingFen: fromFen - cost, offFen: Math.min(offFen, fromFen), scope }));
  });
  const [first] = further.sort((a, b) => a.missingFen - b.missingFen || b.offFen - a.offFen || a.id - b.id);
  return first ? { missingFen: first.missingFen, offFen: first.offFen, scope: first.scope } : null;
}

function fitOf(coupon: Coupon | null, lines: readonly DiscountLine[]): CouponFit {
  if (!coupon) return { kind: "none" };
  const cost = costOf(coupon.scope, lines);
  if (cost === null) return { kind: "no_goods" };
  return cost < coupon.fromFen ? { kind: "short", missingFen: coupon.fromFen - cost } : { kind: "fits" };
}

/** What a coupon takes off what is left of its goods. */
function offOf({ scope, off }: Coupon, lines: readonly DiscountLine[], left: readonly number[]): number {
  const rest = total(left.filter((_, place) => isHere(scope, lines[place])));
  if (off.kind === "sum") return Math.min(off.offFen, rest);
  return Math.min(Math.floor((rest * (100 - off.payPercent)) / 100), off.mostFen, rest);
}

function isHere(scope: Scope, line: DiscountLine | undefined): boolean {
  return line !== undefined && isInScope(scope, line);
}

type Goods = { lines: readonly DiscountLine[]; left: readonly number[] };
type Taken = { amountFen: number; sharesFen: number[] };

function none(lines: readonly DiscountLine[]): Taken {
  return { amountFen: 0, sharesFen: lines.map(() => 0) };
}

function take(amountFen: number, scope: Scope, { lines, left }: Goods): Taken {
  const rooms = lines.map((line, place) => ({ id: line.variantId, roomFen: isInScope(scope, line) ? (left[place] ?? 0) : 0 }));
  return { amountFen, sharesFen: shareDiscount(amountFen, rooms) };
}
