import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { unnamedAmong } from "./named-pictures";
import { uploadedId } from "./picture";
import { removePicture } from "./remove-picture";

/** A younger file may belong to an upload that goes on, and whose row is yet to come. */
export const UPLOADING_MS = 24 * 3600_000;
/** So long a picture stays that no row names: a database that was restored, or is not the store's own, must not cost the pictures. */
export const KEEP_UNNAMED_MS = 7 * 24 * 3600_000;
const BATCH = 100;

/**
 * Deletes the files of pictures that no row has named for a week: of uploads that broke off between the store and the database, of a
 * store that did not delete when it was told to. First all that is in the store is looked through, then what was found long ago goes.
 * Half a file that a shop left when it was killed goes after a day.
 * @returns how many pictures went
 * @throws what the store throws; what it did not delete is tried again the next time
 */
export async function sweepUnnamed(shop: Shop): Promise<number> {
  const unfinished = await shop.pictures.store.deleteUnfinished(new Date(shop.now().getTime() - UPLOADING_MS));
  if (unfinished > 0) shop.log.info({ files: unfinished }, "what was left of pictures that were not written to their end was deleted");
  for await (const page of shop.pictures.store.list()) {
    const before = shop.now().getTime() - UPLOADING_MS;
    const old = page.filter(({ at }) => at.getTime() < before).flatMap(({ file }) => uploadedId(`u/${file.slice(0, 24)}`) ?? []);
    await note(shop, [...new Set(old)]);
  }
  return deleteDue(shop);
}

/** Remembers since when they are unnamed, and forgets those that are named again. */
async function note(shop: Shop, ids: string[]): Promise<void> {
  const unnamed = await unnamedAmong(shop, ids);
  const isUnnamed = new Set(unnamed);
  await shop.db.unnamedPicture.createMany({ data: unnamed.map((id) => ({ id, seenAt: shop.now() })), skipDuplicates: true });
  await shop.db.unnamedPicture.deleteMany({ where: { id: { in: ids.filter((id) => !isUnnamed.has(id)) } } });
}

async function deleteDue(shop: Shop): Promise<number> {
  const seenAt = { lt: new Date(shop.now().getTime() - KEEP_UNNAMED_MS) };
  for (let swept = 0; ; ) {
    const due = await shop.db.unnamedPicture.findMany({ where: { seenAt }, select: { id: true }, take: BATCH });
    const ids = due.map(({ id }) => id);
    for (const id of await unnamedAmong(shop, ids)) {
      await removePicture(shop, `u/${id}`);
      shop.log.info({ picture: id }, "a picture that nothing shows was deleted");
      swept++;
    }
    await shop.db.unnamedPicture.deleteMany({ where: { id: { in: ids } } });
    if (due.length < BATCH) return swept;
  }
}
