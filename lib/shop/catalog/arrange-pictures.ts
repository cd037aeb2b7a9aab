import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { withDetail } from "./detail-places";
import { lockProduct } from "./lock-rows";
import { MOST_DETAILS, MOST_PICTURES } from "./product";

export type PictureMove = "first" | "left" | "right" | "remove";
/** images: the gallery, in its order. details: the pictures of the description, each at its number, with holes. */
export type Album = "images" | "details";

/**
 * Adds a picture behind the others of a product. Refuses a product that is gone or full, and an upload that was carried out already,
 * known by its `digest` (`uploadDigest`).
 */
export async function addPicture(
  shop: Shop,
  productId: number,
  name: string,
  { album = "images", digest = null }: { album?: Album; digest?: string | null } = {},
): Promise<Result<object, "gone" | "full" | "done_before">> {
  return shop.db.$transaction(async (tx) => {
    const product = await readPictures(tx, productId);
    if (!product) return refuse("gone");
    // The product is locked: of the same upload twice at once the second finds the first one's row.
    if (digest && (await isCarriedOut(tx, digest))) return refuse("done_before");
    const pictures = withPicture(product[album], name, { album, place: null });
    if (!pictures) return refuse("full");
    if (digest) await tx.upload.create({ data: { digest, createdAt: shop.now() } });
    await writePictures(tx, shop, product, { album, pictures });
    return { ok: true };
  });
}

/**
 * Moves a picture of a product, or takes it off; then `restorePicture` puts it back, for a week. Its files stay longer where an
 * order shows them. Refuses when the pictures are no longer those that the page showed.
 */
export async function arrangePictures(
  shop: Shop,
  { productId, name, move, album = "images" }: { productId: number; name: string; move: PictureMove; album?: Album },
): Promise<Result<object, "moved">> {
  return shop.db.$transaction(async (tx) => {
    const product = await readPictures(tx, productId);
    const place = product && name !== "" ? product[album].indexOf(name) : -1;
    if (!product || place < 0) return refuse("moved");
    // The numbers of a description's pictures stand in its text, also where it is being typed: a hole keeps them.
    const pictures = album === "details" ? product.details.with(place, "") : arranged(product.images, name, move);
    if (!pictures || (album === "details" && move !== "remove")) return refuse("moved");
    if (move === "remove") {
      const removed = { place, removedAt: shop.now() };
      const which = { productId, album, name };
      await tx.removedPicture.upsert({ where: { productId_album_name: which }, create: { ...which, ...removed }, update: removed });
    }
    await writePictures(tx, shop, product, { album, pictures });
    return { ok: true };
  });
}

/** Puts a picture that was taken off back to where it was. Refuses one that has been swept or put back already, and a full product. */
export async function restorePicture(
  shop: Shop,
  which: { productId: number; album: Album; name: string },
): Promise<Result<object, "swept" | "full">> {
  const { productId, album, name } = which;
  return shop.db.$transaction(async (tx) => {
    const product = await readPictures(tx, productId);
    const removed = await tx.removedPicture.findUnique({ where: { productId_album_name: which }, select: { place: true } });
    if (!product || !removed) return refuse("swept");
    const pictures = withPicture(product[album], name, { album, place: removed.place });
    if (!pictures) return refuse("full");
    // Whoever sweeps it at this moment has locked the row: then this waits, and finds nothing to put back.
    const { count } = await tx.removedPicture.deleteMany({ where: which });
    if (count === 0) return refuse("swept");
    await writePictures(tx, shop, product, { album, pictures });
    return { ok: true };
  });
}

/** Whether an upload was carried out already, known by its digest. */
export async function isCarriedOut(db: Pick<Tx, "upload">, digest: string): Promise<boolean> {
  return (await db.upload.count({ where: { digest } })) > 0;
}

const SELECT = { id: true, title: true, images: true, details: true } as const;
type Pictured = { id: number; title: string; images: string[]; details: string[] };

/** Of two uploads at once the second adds to what the first left. */
async function readPictures(tx: Tx, productId: number): Promise<Pictured | null> {
  await lockProduct(tx, productId);
  return tx.product.findUnique({ where: { id: productId }, select: SELECT });
}

/** The pictures with one more, at its place or behind the others; null when there is no room for it. */
function withPicture(pictures: string[], name: string, { album, place }: { album: Album; place: number | null }): string[] | null {
  if (album === "details") return withDetail(pictures, name, { place, most: MOST_DETAILS });
  if (pictures.length >= MOST_PICTURES) return null;
  return pictures.toSpliced(place ?? pictures.length, 0, name);
}

async function writePictures(
  tx: Tx,
  shop: Shop,
  product: Pictured,
  { album, pictures }: { album: Album; pictures: string[] },
): Promise<void> {
  await tx.product.update({ where: { id: product.id }, data: { [album]: pictures } });
  await recordAudit(tx, shop, {
    ...{ kind: "pictures_changed", subject: product.id, name: product.title },
    ...{ before: { [album]: product[album].filter(Boolean) }, after: { [album]: pictures.filter(Boolean) } },
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
