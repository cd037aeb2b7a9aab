import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { lockProduct } from "./lock-rows";
import { MOST_PICTURES } from "./product";

export type PictureMove = "first" | "left" | "right" | "remove";

/** Adds a picture behind the others of a product. Refuses a product that is gone or full. */
export async function addPicture(shop: Shop, productId: number, name: string): Promise<Result<object, "gone" | "full">> {
  return shop.db.$transaction(async (tx) => {
    // Of two uploads at once the second adds to what the first left.
    await lockProduct(tx, productId);
    const product = await tx.product.findUnique({ where: { id: productId }, select: SELECT });
    if (!product) return refuse("gone");
    if (product.images.length >= MOST_PICTURES) return refuse("full");
    await writeImages(tx, shop, product, [...product.images, name]);
    return { ok: true };
  });
}

/**
 * Moves a picture of a product, or takes it off. Its files stay, since earlier orders show them.
 * Refuses when the pictures are no longer those that the page showed.
 */
export async function arrangePictures(
  shop: Shop,
  { productId, name, move }: { productId: number; name: string; move: PictureMove },
): Promise<Result<object, "moved">> {
  return shop.db.$transaction(async (tx) => {
    await lockProduct(tx, productId);
    const product = await tx.product.findUnique({ where: { id: productId }, select: SELECT });
    const images = product && arranged(product.images, name, move);
    if (!images) return refuse("moved");
    await writeImages(tx, shop, product, images);
    return { ok: true };
  });
}

const SELECT = { id: true, title: true, images: true } as const;

async function writeImages(tx: Tx, shop: Shop, product: { id: number; title: string; images: string[] }, images: string[]): Promise<void> {
  const { id, title } = product;
  await tx.product.update({ where: { id }, data: { images } });
  await recordAudit(tx, shop, {
    ...{ kind: "pictures_changed", subject: id, name: title },
    ...{ before: { images: product.images }, after: { images } },
  });
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
