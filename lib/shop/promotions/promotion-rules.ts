import "server-only";
import { z } from "zod";
import {
  type Coupon,
  type CouponOff,
  MAX_PROMOTION_FEN,
  MOST_SCOPE_IDS,
  MOST_TIERS,
  type Reduction,
  type Scope,
  type Tier,
} from "./promotion";

const fen = z.int().min(1).max(MAX_PROMOTION_FEN);
const ids = z.array(z.int().min(1)).min(1).max(MOST_SCOPE_IDS);
const scope = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("all") }),
  z.strictObject({ kind: z.literal("categories"), ids }),
  z.strictObject({ kind: z.literal("products"), ids }),
]);
const tiers = z
  .array(z.strictObject({ fromFen: fen, offFen: fen }))
  .min(1)
  .max(MOST_TIERS)
  .refine(
    (all) => all.every(({ fromFen, offFen }, place) => offFen < fromFen && isMore({ fromFen, offFen }, all[place - 1])),
    "a tier asks or gives no more than the one before, or gives all that it asks",
  );
const off = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("sum"), offFen: fen }),
  z.strictObject({ kind: z.literal("percent"), payPercent: z.int().min(1).max(99), mostFen: fen }),
]);
const reductionRule = z.strictObject({ tiers });
const couponRule = z.strictObject({ fromFen: z.int().min(0).max(MAX_PROMOTION_FEN), off });

function isMore(tier: Tier, before: Tier | undefined): boolean {
  return before === undefined || (tier.fromFen > before.fromFen && tier.offFen > before.offFen);
}

/** What a promotion says beside its name and its times, as its row holds it. */
export type PromotionRule =
  | { kind: "reduction"; scope: Scope; tiers: Tier[] }
  | { kind: "coupon"; scope: Scope; fromFen: number; off: CouponOff };

/** The rule as its columns hold it, checked; throws for one that cannot be. */
export function toColumns(rule: PromotionRule): { kind: string; scope: Scope; rule: object } {
  const { kind } = rule;
  const said =
    kind === "reduction" ? reductionRule.parse({ tiers: rule.tiers }) : couponRule.parse({ fromFen: rule.fromFen, off: rule.off });
  return { kind, scope: scope.parse(rule.scope), rule: said };
}

/** The same the other way round; throws for anything else. */
export function toRule(row: { kind: string; scope: unknown; rule: unknown }): PromotionRule {
  const said = scope.parse(row.scope);
  if (row.kind === "reduction") return { kind: "reduction", scope: said, ...reductionRule.parse(row.rule) };
  if (row.kind === "coupon") return { kind: "coupon", scope: said, ...couponRule.parse(row.rule) };
  throw new Error(`no promotion: ${row.kind}`);
}

export type PromotionRow = { id: number; kind: string; name: string; code: string | null; scope: unknown; rule: unknown };

export function toReduction(row: PromotionRow): Reduction {
  const rule = toRule(row);
  if (rule.kind !== "reduction") throw new Error(`promotion ${row.id} is no 满减`);
  return { id: row.id, name: row.name, scope: rule.scope, tiers: rule.tiers };
}

export function toCoupon(row: PromotionRow): Coupon {
  const rule = toRule(row);
  if (rule.kind !== "coupon" || row.code === null) throw new Error(`promotion ${row.id} is no coupon`);
  return { id: row.id, name: row.name, code: row.code, scope: rule.scope, fromFen: rule.fromFen, off: rule.off };
}
