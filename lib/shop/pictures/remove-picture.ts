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
