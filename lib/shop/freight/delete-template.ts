import "server-only";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { lockTemplates } from "./lock-templates";
import { toTemplate } from "./read-freight";
import { auditedRules } from "./save-template";

/** Deletes a template by which no product is counted, on sale or not. Refuses one that is gone, and one that is used. */
export async function deleteTemplate(shop: Shop, id: number): Promise<Result<object, "gone" | Refusal<"in_use", { products: number }>>> {
  return shop.db.$transaction(async (tx) => {
    await lockTemplates(tx);
    // A product that takes it up meanwhile waits for this, and then finds it gone.
    await tx.$queryRaw`SELECT 1 FROM freight_templates WHERE id = ${id} FOR UPDATE`;
    const template = await tx.freightTemplate.findUnique({ where: { id } });
    if (!template) return refuse("gone");
    const products = await tx.product.count({ where: { freightTemplateId: id } });
    if (products > 0) return refuse("in_use", { products });
    await tx.freightTemplate.delete({ where: { id } });
    const { name, ...known } = toTemplate(template);
    await recordAudit(tx, shop, { kind: "freight_template_deleted", subject: id, name, before: { rules: auditedRules(known) } });
    return { ok: true };
  });
}
