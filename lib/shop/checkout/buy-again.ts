import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { addToCart, selectLines, setQuantity } from "@/lib/shop/cart/change-cart";
import type { Shop } from "@/lib/shop/shop";

/**
 * Takes up the goods of a closed order once more, for the checkout. One kind of goods is bought by itself (`buy`, and the cart
 * stays as it is); of several, all that can be had are put into the cart and ticked there, and nothing else is (`buy: null`).
 * Prices are today's. Refuses when the cart can take none of them.
 */
export async function buyAgain(
  shop: Shop,
  { buyerId, orderId }: { buyerId: string; orderId: string },
): Promise<Result<{ buy: { variantId: number; quantity: number } | null }, "nothing_left">> {
  const lines = await shop.db.orderLine.findMany({
    where: { orderId },
    select: { variantId: true, quantity: true },
    orderBy: { id: "asc" },
  });
  const [only] = lines;
  if (only && lines.length === 1) return { ok: true, buy: only };
  await selectLines(shop, buyerId, { variantIds: "all", selected: false });
  let taken = 0;
  for (const line of lines) if (await takeUp(shop, buyerId, line)) taken++;
  return taken > 0 ? { ok: true, buy: null } : refuse("nothing_left");
}

/** As many as were ordered, however often it is asked for; false when the cart cannot take it. */
async function takeUp(shop: Shop, buyerId: string, line: { variantId: number; quantity: number }): Promise<boolean> {
  if (!(await setQuantity(shop, buyerId, line)).ok) return (await addToCart(shop, buyerId, line)).ok;
  await selectLines(shop, buyerId, { variantIds: [line.variantId], selected: true });
  return true;
}
