import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { type FreightRules, type FreightTemplate, type FreightUnit, MOST_TEMPLATES } from "./freight";
import { parseRules } from "./freight-rules";
import { lockTemplates } from "./lock-templates";

/** Adds a template. Refuses a name that is taken, and more templates than a shop may have. Throws for rules that cannot be. */
export async function addTemplate(
  shop: Shop,
  { name, unit, rules: typed }: Omit<FreightTemplate, "id">,
): Promise<Result<{ id: number }, "same_name" | "too_many">> {
  const rules = parseRules(typed);
  return shop.db.$transaction(async (tx) => {
    await lockTemplates(tx);
    if (await isTaken(tx, name)) return refuse("same_name");
    if ((await tx.freightTemplate.count()) >= MOST_TEMPLATES) return refuse("too_many");
    const { id } = await tx.freightTemplate.create({ data: { name, unit, rules }, select: { id: true } });
    await recordAudit(tx, shop, { kind: "freight_template_added", subject: id, name, after: { rules: auditedRules({ unit, rules }) } });
    return { ok: true, id };
  });
}

/**
 * Changes a template's name and rules; what it counts by stays, since its numbers mean pieces or grams. Orders that were placed keep
 * what they cost. Refuses one that is gone, a name that is taken, and a form that was made before somebody else's change (`moved`).
 */
export async function changeTemplate(
  shop: Shop,
  { id, version, name, rules: typed }: { id: number; version: number; name: string; rules: FreightRules },
): Promise<Result<object, "gone" | "moved" | "same_name">> {
  const rules = parseRules(typed);
  return shop.db.$transaction(async (tx) => {
    await lockTemplates(tx);
    const before = await tx.freightTemplate.findUnique({ where: { id } });
    if (!before) return refuse("gone");
    if (before.version !== version) return refuse("moved");
    if (await isTaken(tx, name, id)) return refuse("same_name");
    await tx.freightTemplate.update({ where: { id }, data: { name, rules, version: version + 1 } });
    const unit = before.unit as FreightUnit;
    await recordAudit(tx, shop, {
      kind: "freight_template_changed",
      subject: id,
      name,
      before: { name: before.name, rules: auditedRules({ unit, rules: parseRules(before.rules) }) },
      after: { name, rules: auditedRules({ unit, rules }) },
    });
    return { ok: true };
  });
}

/** What the audit trail keeps of a template's rules: all of it, for a page to put into words. */
export function auditedRules({ unit, rules }: Pick<FreightTemplate, "unit" | "rules">): string {
  return JSON.stringify({ unit, rules });
}

async function isTaken(tx: Tx, name: string, exceptId = 0): Promise<boolean> {
  return (await tx.freightTemplate.findFirst({ where: { name, id: { not: exceptId } }, select: { id: true } })) !== null;
}
