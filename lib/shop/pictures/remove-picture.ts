import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { DETAIL_SIZES, PICTURE_SIZES, uploadedId, WHOLE_SIZE } from "./picture";

/**
 * Deletes the files of an uploaded picture that nothing shows any more, in every size; those of the demo shop's stay, and a missing
 * file is no fault. Earlier orders show pictures of goods: those go by sweepPictures alone. Throws when the store does.
 */
export async function removePicture(shop: Shop, name: string): Promise<void> {
  const id = uploadedId(name);
  if (!id) return;
  for (const size of [...PICTURE_SIZES, ...DETAIL_SIZES, WHOLE_SIZE]) await shop.pictures.store.delete(`${id}-${size}.webp`);
}

/**
 * The same after a change that is made and stays so: a store that is away leaves the files behind, which is in the log. What nothing
 * names is swept another time.
 */
export async function removeUnused(shop: Shop, name: string): Promise<void> {
  try {
    await removePicture(shop, name);
  } catch (error) {
    shop.log.warn({ err: error, picture: name }, "a picture that nothing shows any more could not be deleted");
  }
}
