import { addPicture } from "@/lib/shop/catalog/arrange-pictures";
import { MAX_PICTURE_BYTES } from "@/lib/shop/pictures/picture";
import { storePicture } from "@/lib/shop/pictures/store-picture";
import type { Shop } from "@/lib/shop/shop";
import { ownerRoute } from "../../../../owner";
import type { UploadOutcome } from "../text";
import { readUpload } from "./read-upload";

/** Takes a picture for a product from a plain form, and redirects to the product's page, which shows the outcome. */
export const POST = ownerRoute<RouteContext<"/admin/products/[id]/pictures">>(async (request, { params }, { shop }) => {
  const { id } = await params;
  if (!/^[1-9]\d{0,8}$/.test(id)) return new Response(null, { status: 404 });
  const outcome = await take(shop, Number(id), await readUpload(request, "picture", MAX_PICTURE_BYTES));
  return new Response(null, { status: 303, headers: { Location: `/admin/products/${id}?upload=${outcome}#pictures` } });
});

async function take(shop: Shop, productId: number, upload: Awaited<ReturnType<typeof readUpload>>): Promise<UploadOutcome> {
  if (!upload.ok) return upload.reason;
  const stored = await storePicture(shop, upload.bytes);
  if (!stored.ok) return stored.reason;
  const added = await addPicture(shop, productId, stored.name);
  return added.ok ? "stored" : added.reason;
}
