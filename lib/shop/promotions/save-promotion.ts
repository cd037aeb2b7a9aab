import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { MOST_REDUCTIONS } from "./promotion";
import { type PromotionRule, toColumns, toRule } from "./promotion-rules";

/** What an owner says of a promotion. `code`: of a coupon alone, as `normaliseCode` writes it. */
export type PromotionDraft = {
  name: string;
  code: string | null;
  rule: PromotionRule;
  total: number | null;
  perBuyer: number | null;
  startsAt: Date;
  endsAt: Date;
};

/**
 * Adds a promotion. Refuses a code that is taken, also by a coupon that is over (orders name it), and more 满减 at a time than pages
 * can show. Throws for a rule that cannot be.
 */
export async function addPromotion(
  shop: Shop,
  draft: PromotionDraft,
): Promise<Result<{ id: number }, "same_code" | "ends_before" | Refusal<"too_many", { most: number }>>> {
  if (draft.startsAt >= draft.endsAt) return refuse("ends_before");
  const data = { ...valuesOf(draft), ...toColumns(draft.rule), code: draft.code, createdAt: shop.now() };
  return shop.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('promotions', 0))`;
    if (draft.code !== null && (await tx.promotion.count({ where: { code: draft.code } })) > 0) return refuse("same_code");
    if (draft.rule.kind === "reduction" && (await countLive(tx, shop.now())) >= MOST_REDUCTIONS)
      return refuse("too_many", { most: MOST_REDUCTIONS });
    const { id } = await tx.promotion.create({ data, select: { id: true } });
    await recordAudit(tx, shop, { kind: "promotion_added", subject: id, name: draft.name, after: { promotion: auditedPromotion(draft) } });
    return { ok: true, id };
  });
}

/**
 * Changes a promotion, but for its kind and its code. Orders that were placed keep what came off them. Refuses one that is gone or
 * stopped, and a form that was made before somebody else's change (`moved`).
 */
export async function changePromotion(
  shop: Shop,
  { id, version, ...draft }: Omit<PromotionDraft, "code"> & { id: number; version: number },
): Promise<Result<object, "gone" | "moved" | "ends_before">> {
  if (draft.startsAt >= draft.endsAt) return refuse("ends_before");
  return shop.db.$transaction(async (tx) => {
    const before = await lockPromotion(tx, id);
    if (!before?.active || before.kind !== draft.rule.kind) return refuse("gone");
    if (before.version !== version) return refuse("moved");
    const { scope, rule } = toColumns(draft.rule);
    await tx.promotion.update({ where: { id }, data: { ...valuesOf(draft), scope, rule, version: version + 1 } });
    const { code } = before;
    await recordAudit(tx, shop, {
      kind: "promotion_changed",
      subject: id,
      name: draft.name,
      before: { promotion: auditedPromotion({ ...before, rule: toRule(before) }) },
      after: { promotion: auditedPromotion({ ...draft, code }) },
    });
    return { ok: true };
  });
}

/** Stops a promotion for good, from now on: orders that were placed keep theirs. Refuses one that is gone, or stopped already. */
export async function stopPromotion(shop: Shop, id: number): Promise<Result<object, "gone">> {
  return shop.db.$transaction(async (tx) => {
    const before = await lockPromotion(tx, id);
    if (!before?.active) return refuse("gone");
    await tx.promotion.update({ where: { id }, data: { active: false, shown: false, version: before.version + 1 } });
    await recordAudit(tx, shop, { kind: "promotion_stopped", subject: id, name: before.name, after: {} });
    return { ok: true };
  });
}

/** What the audit trail keeps of a promotion: all that it says, for a page to put into words. */
export function auditedPromotion({ code, rule, total, perBuyer, startsAt, endsAt }: Omit<PromotionDraft, "name">): string {
  return JSON.stringify({ code, rule, total, perBuyer, startsAt, endsAt });
}

function valuesOf({ name, total, perBuyer, startsAt, endsAt }: Omit<PromotionDraft, "code">) {
  return { name, total, perBuyer, startsAt, endsAt };
}

async function lockPromotion(tx: Tx, id: number) {
  await tx.$queryRaw`SELECT 1 FROM promotions WHERE id = ${id} FOR NO KEY UPDATE`;
  return tx.promotion.findUnique({ where: { id } });
}

function countLive(tx: Tx, at: Date): Promise<number> {
  return tx.promotion.count({ where: { kind: "reduction", active: true, endsAt: { gt: at } } });
}
