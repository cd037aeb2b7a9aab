import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import { toFreightColumns } from "@/lib/shop/freight/read-freight";
import type { Shop } from "@/lib/shop/shop";
import { writeOption } from "./add-option";
import { type FreightProblem, findFreightProblem } from "./check-freight";
import { keepCategory } from "./lock-rows";
import { newSlug } from "./new-slug";
import { signPrices } from "./price-history";
import { PLAIN_OPTION, type ProductInput, type VariantInput } from "./product";

/**
 * Creates a product with its first variant and the stock of that, in one transaction; a variant with a name is the first value of
 * 规格. It is not on sale until the owner puts it on sale. Refuses a category or a template of freight that is gone, and one by
 * weight of goods whose weight is not said.
 */
export async function createProduct(
  shop: Shop,
  { freight = { kind: "free" }, ...product }: ProductInput,
  variant: VariantInput & { stock: number },
): Promise<Result<{ id: number }, "no_category" | FreightProblem>> {
  return shop.db.$transaction(async (tx) => {
    if (!(await keepCategory(tx, product.categoryId))) return refuse("no_category");
    const problem = await findFreightProblem(tx, freight, [{ grams: variant.grams ?? 0 }]);
    if (problem) return problem;
    await signPrices(tx, shop);
    const { _max } = await tx.product.aggregate({ where: { categoryId: product.categoryId }, _max: { position: true } });
    const created = await tx.product.create({
      data: {
        ...product,
        ...toFreightColumns(freight),
        slug: newSlug(product.title),
        images: [],
        onSale: false,
        position: (_max.position ?? 0) + 1,
        variants: { create: variant },
      },
      select: { id: true, variants: { select: { id: true } } },
    });
    const first = created.variants[0];
    if (first && variant.name !== "") {
      const value1Id = await writeOption(tx, created.id, 1, { name: PLAIN_OPTION, values: [variant.name] });
      await tx.variant.update({ where: { id: first.id }, data: { value1Id } });
    }
    if (first && variant.stock > 0)
      await tx.stockMovement.create({ data: { variantId: first.id, kind: "adjust", quantity: variant.stock, createdAt: shop.now() } });
    const { priceFen, stock } = variant;
    await recordAudit(tx, shop, { kind: "product_created", subject: created.id, name: product.title, after: { priceFen, stock } });
    return { ok: true, id: created.id };
  });
}
