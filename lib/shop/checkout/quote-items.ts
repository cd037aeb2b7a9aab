import "server-only";
import type { Shop } from "@/lib/shop/shop";
import type { QuoteLine, Wanted } from "./quote";

/** Prices and stock of what is wanted, as of now and in the same order. A variant that there never was is left out. */
export async function quoteItems(shop: Shop, wanted: Wanted[]): Promise<QuoteLine[]> {
  const variants = await shop.db.variant.findMany({
    where: { id: { in: wanted.map((item) => item.variantId) } },
    select: {
      id: true,
      name: true,
      priceFen: true,
      stock: true,
      active: true,
      product: { select: { slug: true, title: true, images: true, onSale: true } },
    },
  });
  const byId = new Map(variants.map((variant) => [variant.id, variant]));
  return wanted.flatMap(({ variantId, quantity }) => {
    const variant = byId.get(variantId);
    if (!variant) return [];
    const { product } = variant;
    const onSale = variant.active && product.onSale;
    return {
      variantId,
      slug: product.slug,
      title: product.title,
      variantName: variant.name,
      image: product.images[0] ?? "",
      priceFen: variant.priceFen,
      wanted: quantity,
      quantity: onSale ? Math.min(quantity, variant.stock) : 0,
      onSale,
    };
  });
}
