/** The nouns: 满减 and coupons. Pure, so that the pages may import it. */

/** Which goods a promotion is for. */
export type Scope = { kind: "all" } | { kind: "categories"; ids: number[] } | { kind: "products"; ids: number[] };

/** Goods of a promotion that come to `fromFen` cost `offFen` less, once. */
export type Tier = { fromFen: number; offFen: number };

/** 满减: of its tiers the highest that is reached counts. Each tier asks more than the one before, and gives more. */
export type Reduction = { id: number; name: string; scope: Scope; tiers: Tier[] };

/** As a page tells of it. */
export type ShownReduction = Reduction & { endsAt: Date };

/** 减: a sum. 折: `payPercent` of 85 is 8.5 折, at most `mostFen` off. */
export type CouponOff = { kind: "sum"; offFen: number } | { kind: "percent"; payPercent: number; mostFen: number };

/** What a code gives: goods of its scope have to cost `fromFen`, before 满减. */
export type Coupon = { id: number; name: string; code: string; scope: Scope; fromFen: number; off: CouponOff };

/** All that an order's discount is counted by. */
export type DiscountBook = { reductions: Reduction[]; coupon: Coupon | null };

/** What discounts have to know of a line of an order or a cart. */
export type DiscountLine = { variantId: number; productId: number; categoryId: number; priceFen: number; quantity: number };

/** One discount of an order, as it is kept with it. `code`: null for 满减. */
export type DiscountPart = { promotionId: number; kind: "reduction" | "coupon"; name: string; code: string | null; amountFen: number };

/** How a coupon stands to some goods: it counts, its goods do not cost enough, or none of them are its. */
export type CouponFit = { kind: "none" } | { kind: "fits" } | { kind: "short"; missingFen: number } | { kind: "no_goods" };

export type DiscountQuote = {
  discountFen: number;
  parts: DiscountPart[];
  /** Of each line, in the order of the lines. */
  sharesFen: number[];
  /** The next tier of 满减: so much more of its goods, and it is `offFen` in all. Null: there is none. */
  next: { missingFen: number; offFen: number; scope: Scope } | null;
  coupon: CouponFit;
};

/** The limits of a form; sums stay far inside a whole number that is exact (2^53). */
export const MOST_TIERS = 5;
export const MOST_REDUCTIONS = 20;
export const MOST_SCOPE_IDS = 100;
export const MAX_PROMOTION_FEN = 1_000_000_00;
export const MAX_CODE_LENGTH = 20;
export const MAX_USES = 1_000_000;

export function isInScope(scope: Scope, { productId, categoryId }: Pick<DiscountLine, "productId" | "categoryId">): boolean {
  if (scope.kind === "all") return true;
  return scope.ids.includes(scope.kind === "products" ? productId : categoryId);
}
