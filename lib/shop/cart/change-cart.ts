import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { getVariants } from "@/lib/shop/catalog/get-variants";
import { MAX_LINES, quantityLimit } from "@/lib/shop/catalog/product";
import type { Shop } from "@/lib/shop/shop";

/** Everything that changes a buyer's cart. */

type Wanted = { variantId: number; quantity: number };
/** The quantity that was set; `clamped` when that is fewer than was asked for. */
type Set = { quantity: number; clamped: boolean };

/** Whoever a browser is, asked only when there is something to put into a cart: a browser that is not known becomes a row. */
type Whose = () => Promise<{ id: string } | null>;

/**
 * Puts `quantity` (at least 1) of a variant into the cart, in addition to what is there, ticks it, and remembers today's
 * price as seen. Clamped to the stock, to MAX_QUANTITY and to the owner's limit. Refuses a variant that is not on sale or sold out, one of which
 * the cart already holds all that can be had (`held` pieces), and a line beyond MAX_LINES; and `nobody` where there is no buyer. A refusal changes nothing.
 */
export async function addToCart(
  shop: Shop,
  whose: string | Whose,
  { variantId, quantity }: Wanted,
): Promise<Result<Set, "off_sale" | "sold_out" | "cart_full" | "nobody" | Refusal<"no_more", { held: number }>>> {
  const [facts] = await getVariants(shop.db, [variantId]);
  if (!facts?.onSale) return refuse("off_sale");
  if (facts.available === 0) return refuse("sold_out");
  const buyerId = typeof whose === "string" ? whose : (await whose())?.id;
  if (buyerId === undefined) return refuse("nobody");
  const limit = quantityLimit(facts.available, facts.limit);
  return shop.db.$transaction(async (tx) => {
    // Two tabs of one buyer add one after the other.
    await tx.$queryRaw`SELECT 1 FROM buyers WHERE id = ${buyerId}::uuid FOR UPDATE`;
    const where = { buyerId_variantId: { buyerId, variantId } };
    const held = (await tx.cartItem.findUnique({ where, select: { quantity: true } }))?.quantity ?? 0;
    if (held >= limit) return refuse("no_more", { held });
    if (held === 0 && (await tx.cartItem.count({ where: { buyerId } })) >= MAX_LINES) return refuse("cart_full");
    const total = Math.min(held + quantity, limit);
    const item = { quantity: total, selected: true, seenPriceFen: facts.priceFen };
    await tx.cartItem.upsert({ where, create: { buyerId, variantId, ...item, createdAt: shop.now() }, update: item });
    return { ok: true, quantity: total, clamped: total < held + quantity };
  });
}

/**
 * Sets the quantity (at least 1) of a line of the cart, clamped to the stock, to MAX_QUANTITY and to the owner's limit. Refuses a line that has
 * left the cart and one that can no longer be ordered.
 */
export async function setQuantity(shop: Shop, buyerId: string, { variantId, quantity }: Wanted): Promise<Result<Set, "gone" | "sold_out">> {
  const [facts] = await getVariants(shop.db, [variantId]);
  const limit = quantityLimit(facts?.available ?? 0, facts?.limit);
  if (limit === 0) return refuse("sold_out");
  const set = Math.min(quantity, limit);
  const { count } = await shop.db.cartItem.updateMany({ where: { buyerId, variantId }, data: { quantity: set } });
  if (count === 0) return refuse("gone");
  return { ok: true, quantity: set, clamped: set < quantity };
}

/** Ticks or unticks these lines of the cart, or all of them. */
export async function selectLines(
  shop: Shop,
  buyerId: string,
  { variantIds, selected }: { variantIds: number[] | "all"; selected: boolean },
): Promise<void> {
  const which = variantIds === "all" ? {} : { variantId: { in: variantIds } };
  await shop.db.cartItem.updateMany({ where: { buyerId, ...which }, data: { selected } });
}

/** Takes variants out of the cart; one that is not in it makes no difference. */
export async function removeLines(shop: Shop, buyerId: string, variantIds: number[]): Promise<void> {
  await shop.db.cartItem.deleteMany({ where: { buyerId, variantId: { in: variantIds } } });
}

/** The same as part of a statement, unless `done` has no row. */
export function takenOut(buyerId: string, variantIds: number[], done: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    DELETE FROM cart_items WHERE buyer_id = ${buyerId}::uuid AND variant_id = ANY(${variantIds}::int[]) AND EXISTS (SELECT FROM ${done})`;
}

/**
 * Remembers that the buyer has seen these prices (fen). They are the prices that the page showed, not those of this moment:
 * one that changed in between is shown as a change again.
 */
export async function acknowledgePrices(shop: Shop, buyerId: string, seen: { variantId: number; priceFen: number }[]): Promise<void> {
  await shop.db.$transaction(
    seen.map(({ variantId, priceFen }) => shop.db.cartItem.updateMany({ where: { buyerId, variantId }, data: { seenPriceFen: priceFen } })),
  );
}
