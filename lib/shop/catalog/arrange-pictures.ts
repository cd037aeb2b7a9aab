import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { MOST_PICTURES } from "./product";

export type PictureMove = "first" | "left" | "right" | "remove";

/** Adds a picture behind the others of a product. Refuses a product that is gone or full. */
export async function addPicture(shop: Shop, productId: number, name: string): Promise<Result<object, "gone" | "full">> {
  // One statement, so that two uploads at once both stay.
  const written = await shop.db.$executeRaw`
    UPDATE products SET images = array_append(images, ${name}), updated_at = ${shop.now()}
    WHERE id = ${productId} AND coalesce(cardinality(images), 0) < ${MOST_PICTURES}`;
  if (written === 1) return { ok: true };
  const exists = await shop.db.product.findUnique({ where: { id: productId }, select: { id: true } });
  return exists ? refuse("full") : refuse("gone");
}

/**
 * Moves a picture of a product, or takes it off. Its files stay, since earlier orders show them.
 * Refuses when the pictures are no longer those that the page showed.
 */
export async function arrangePictures(
  shop: Shop,
  { productId, name, move }: { productId: number; name: string; move: PictureMove },
): Promise<Result<object, "moved">> {
  const product = await shop.db.product.findUnique({ where: { id: productId }, select: { images: true } });
  const images = product && arranged(product.images, name, move);
  if (!images) return refuse("moved");
  const { count } = await shop.db.product.updateMany({
    where: { id: productId, images: { equals: product.images } },
    data: { images },
  });
  return count === 1 ? { ok: true } : refuse("moved");
}

/** The pictures after the move; null when the picture is not among them. A move over the edge changes nothing. */
export function arranged(images: readonly string[], name: string, move: PictureMove): string[] | null {
  const from = images.indexOf(name);
  if (from < 0) return null;
  const rest = images.filter((_, index) => index !== from);
  if (move === "remove") return rest;
  const to = move === "first" ? 0 : Math.min(rest.length, Math.max(0, from + (move === "left" ? -1 : 1)));
  return rest.toSpliced(to, 0, name);
}
