import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import { FREIGHT_SELECT, toFreightColumns } from "@/lib/shop/freight/read-freight";
import type { Shop } from "@/lib/shop/shop";
import { type FreightProblem, findFreightProblem } from "./check-freight";
import { keepCategory, lockProduct } from "./lock-rows";
import type { ProductInput } from "./product";
import { productStamp } from "./product-stamp";

/**
 * Writes what the owner typed about a product. Refuses a product, a category or a template of freight that is gone, and a template
 * by weight while a variant's weight is not said. `was`: the `productStamp` that the form was made from; where it is named, a form that
 * was open while somebody else saved is refused (`moved`). Returns the stamp of what it has written.
 */
export async function updateProduct(
  shop: Shop,
  id: number,
  { freight, ...texts }: ProductInput,
  was?: string,
): Promise<Result<{ was: string }, "gone" | "moved" | "no_category" | FreightProblem>> {
  const input = { ...texts, ...(freight && toFreightColumns(freight)) };
  return shop.db.$transaction(async (tx) => {
    if (!(await keepCategory(tx, input.categoryId))) return refuse("no_category");
    await lockProduct(tx, id);
    const found = await tx.product.findUnique({
      where: { id },
      select: {
        ...{ title: true, subtitle: true, description: true, categoryId: true, ...FREIGHT_SELECT },
        ...{ keywords: true, limitPerOrder: true, limitPerBuyer: true },
        variants: { where: { active: true }, select: { grams: true } },
      },
    });
    if (!found) return refuse("gone");
    const { variants, ...before } = found;
    if (was !== undefined && was !== productStamp(before)) return refuse("moved");
    const problem = freight && (await findFreightProblem(tx, freight, variants));
    if (problem) return problem;
    await tx.product.update({ where: { id }, data: input });
    await recordAudit(tx, shop, { kind: "product_changed", subject: id, name: input.title, before, after: input });
    return { ok: true, was: productStamp({ ...before, ...input }) };
  });
}
