import "server-only";
import { toVariantFacts, VARIANT_FACTS_SELECT } from "@/lib/shop/catalog/get-variants";
import { quantityLimit } from "@/lib/shop/catalog/product";
import type { Shop } from "@/lib/shop/shop";
import { type CartLine, selectedLines } from "./cart";

/**
 * A buyer's cart, the newest line first, with the prices and the stock of this moment. It writes nothing: a quantity that
 * can no longer be had is shown as what can, beside what was wanted.
 */
export async function getCart(shop: Shop, buyerId: string): Promise<CartLine[]> {
  const items = await shop.db.cartItem.findMany({
    where: { buyerId },
    orderBy: [{ createdAt: "desc" }, { variantId: "desc" }],
    select: { quantity: true, selected: true, seenPriceFen: true, variant: { select: VARIANT_FACTS_SELECT } },
  });
  return items.map(({ variant, quantity: wanted, selected, seenPriceFen }) => {
    const facts = toVariantFacts(variant);
    const quantity = Math.min(wanted, quantityLimit(facts.available));
    return {
      ...facts,
      quantity,
      wantedQuantity: quantity < wanted ? wanted : null,
      formerPriceFen: seenPriceFen === facts.priceFen ? null : seenPriceFen,
      selected,
    };
  });
}

/** The lines to check out: selected, on sale and in stock, in quantities that can be had. */
export async function getSelectedLines(shop: Shop, buyerId: string): Promise<CartLine[]> {
  return selectedLines(await getCart(shop, buyerId));
}
