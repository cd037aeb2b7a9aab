import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { removePicture } from "./remove-picture";

/** So long a picture that was taken off a product can be put back. */
export const KEEP_REMOVED_MS = 7 * 24 * 3600_000;
const BATCH = 100;

/** Every column that holds names of pictures: what one of them names is not swept. A test holds this against the schema. */
export const PICTURE_COLUMNS = [
  { table: "products", column: "images", isList: true },
  { table: "products", column: "details", isList: true },
  { table: "option_values", column: "image", isList: false },
  { table: "order_lines", column: "image", isList: false }, // an order shows what it sold, for as long as it is kept
  { table: "shop_profile", column: "logo", isList: false },
  { table: "shop_profile", column: "wechat_picture", isList: false },
  { table: "shop_profile", column: "licence_picture", isList: false },
  { table: "removed_pictures", column: "name", isList: false },
] as const;

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
      if (!(await isShown(shop, name))) await removePicture(shop, name);
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

async function isShown(shop: Shop, name: string): Promise<boolean> {
  const looks = PICTURE_COLUMNS.map(({ table, column, isList }) => {
    const [from, where] = [Prisma.raw(table), Prisma.raw(column)];
    return isList
      ? Prisma.sql`EXISTS (SELECT 1 FROM ${from} WHERE ${name} = ANY(${where}))`
      : Prisma.sql`EXISTS (SELECT 1 FROM ${from} WHERE ${where} = ${name})`;
  });
  const [found] = await shop.db.$queryRaw<{ shown: boolean }[]>`SELECT ${Prisma.join(looks, " OR ")} AS shown`;
  return found?.shown ?? true;
}
