import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { unnamedAmong } from "./named-pictures";
import { uploadedId } from "./picture";
import { removePicture } from "./remove-picture";

/** So long a picture that was taken off a product can be put back. */
export const KEEP_REMOVED_MS = 7 * 24 * 3600_000;
const BATCH = 100;

type Removed = { product_id: number; album: string; name: string; place: number; removed_at: Date };

/**
 * Deletes the files of pictures that were taken off a product a week ago and that nothing else shows. The row goes first: from then
 * on nobody can put the picture back, so that what is unused stays so. A store that does not delete them has them back on the list.
 * @returns how many pictures nobody can put back any more
 */
export async function sweepPictures(shop: Shop): Promise<number> {
  const before = new Date(shop.now().getTime() - KEEP_REMOVED_MS);
  for (let swept = 0; ; ) {
    const gone = await shop.db.$queryRaw<Removed[]>`
      DELETE FROM removed_pictures WHERE (product_id, album, name) IN (
        SELECT product_id, album, name FROM removed_pictures WHERE removed_at < ${before} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
      ) RETURNING product_id, album, name, place, removed_at`;
    await removeAll(shop, gone);
    swept += gone.length;
    if (gone.length < BATCH) return swept;
  }
}

/** Puts what is left back on the list when the store fails, so that it is tried again and no file is forgotten. */
async function removeAll(shop: Shop, gone: readonly Removed[]): Promise<void> {
  for (const [index, { name }] of gone.entries())
    try {
      const id = uploadedId(name);
      if (id && (await unnamedAmong(shop, [id])).length > 0) await removePicture(shop, name);
    } catch (error) {
      for (const left of gone.slice(index)) await putBack(shop, left);
      throw error;
    }
}

async function putBack(shop: Shop, { product_id, album, name, place, removed_at }: Removed): Promise<void> {
  await shop.db.$executeRaw`
    INSERT INTO removed_pictures (product_id, album, name, place, removed_at)
    SELECT id, ${album}, ${name}, ${place}, ${removed_at} FROM products WHERE id = ${product_id}
    ON CONFLICT DO NOTHING`;
}
