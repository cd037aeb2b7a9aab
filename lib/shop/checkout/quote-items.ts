import "server-only";
import { toWantedLine, type WantedLine } from "@/lib/shop/cart/cart";
import { getVariants } from "@/lib/shop/catalog/get-variants";
import type { Shop } from "@/lib/shop/shop";
import type { WantedItem } from "./quote";

/** Prices and stock of what is wanted, as of now and in the same order; a variant that does not exist is left out. */
export async function quoteItems(shop: Shop, wanted: WantedItem[]): Promise<WantedLine[]> {
  const variants = await getVariants(
    shop.db,
    wanted.map((item) => item.variantId),
  );
  const byId = new Map(variants.map((variant) => [variant.variantId, variant]));
  return wanted.flatMap(({ variantId, quantity }) => {
    const facts = byId.get(variantId);
    return facts ? toWantedLine(facts, quantity) : [];
  });
}
