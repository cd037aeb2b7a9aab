import "server-only";
import { toVariantFacts, VARIANT_FACTS_SELECT } from "@/lib/shop/catalog/get-variants";
import type { Shop } from "@/lib/shop/shop";
import { type CartLine, toWantedLine } from "./cart";

/**
 * A buyer's cart, the newest line first, with the prices and the stock of this moment. It writes nothing: when fewer pieces
 * are available than were wanted, a line shows both numbers.
 */
export async function getCart(shop: Shop, buyerId: string): Promise<CartLine[]> {
  const items = await shop.db.cartItem.findMany({
    where: { buyerId },
    orderBy: [{ createdAt: "desc" }, { variantId: "desc" }],
    select: { quantity: true, selected: true, seenPriceFen: true, variant: { select: VARIANT_FACTS_SELECT } },
  });
  return items.map(({ variant, quantity, selected, seenPriceFen }) => {
    const line = toWantedLine(toVariantFacts(variant), quantity);
    return { ...line, formerPriceFen: seenPriceFen === line.priceFen ? null : seenPriceFen, selected };
  });
}

/**
 * What the buyer has ticked, the oldest line first. A line that cannot be ordered now is among them, with a quantity of 0,
 * so that the checkout can say so.
 */
export async function getSelectedLines(shop: Shop, buyerId: string): Promise<CartLine[]> {
  return (await getCart(shop, buyerId)).filter((line) => line.selected).reverse();
}

/** How many pieces of a buyer's cart can be ordered now, for the badge. */
export async function countCart(shop: Shop, buyerId: string): Promise<number> {
  const [counted] = await shop.db.$queryRaw<{ pieces: number }[]>`
    SELECT coalesce(sum(least(i.quantity, v.stock, p.limit_per_order, p.limit_per_buyer)), 0)::integer AS pieces
    FROM cart_items i JOIN variants v ON v.id = i.variant_id AND v.active JOIN products p ON p.id = v.product_id AND p.on_sale
    WHERE i.buyer_id = ${buyerId}::uuid`;
  return counted?.pieces ?? 0;
}
