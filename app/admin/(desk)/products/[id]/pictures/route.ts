import { type Album, addPicture, isCarriedOut } from "@/lib/shop/catalog/arrange-pictures";
import { MAX_PICTURE_BYTES } from "@/lib/shop/pictures/picture";
import { removeUnused } from "@/lib/shop/pictures/remove-picture";
import { storePicture } from "@/lib/shop/pictures/store-picture";
import { uploadDigest } from "@/lib/shop/pictures/upload-digest";
import type { Shop } from "@/lib/shop/shop";
import { memberRoute } from "../../../../member";
import { readUploadedForm } from "../../../../upload/read-upload";
import { text, type UploadOutcome } from "../text";

/**
 * Takes a picture for a product, with `?album=details` for its description. A plain form is led back to the product's page, which
 * shows the outcome; the page's own script asks for JSON and stays where it is. What is sent again because its answer was lost is
 * answered as before, and stored once.
 */
export const POST = memberRoute<RouteContext<"/admin/products/[id]/pictures">>("goods.write", async (request, { params }, { shop }) => {
  const { id } = await params;
  if (!/^[1-9]\d{0,8}$/.test(id)) return new Response(null, { status: 404 });
  const album = new URL(request.url).searchParams.get("album") === "details" ? "details" : "images";
  const outcome = await take(shop, { productId: Number(id), album }, await readUploadedForm(request, "picture", MAX_PICTURE_BYTES));
  if (request.headers.get("accept") === "application/json")
    return Response.json({ ok: outcome === "stored", message: text.uploads[outcome] }, { headers: { "Cache-Control": "no-store" } });
  const hash = album === "details" ? "details" : "pictures";
  return new Response(null, { status: 303, headers: { Location: `/admin/products/${id}?upload=${outcome}&album=${album}#${hash}` } });
});

type Place = { productId: number; album: Album };

async function take(shop: Shop, { productId, album }: Place, upload: Awaited<ReturnType<typeof readUploadedForm>>): Promise<UploadOutcome> {
  if (!upload.ok) return upload.reason;
  const digest = uploadDigest(upload.form.get("key"), [productId, album], upload.bytes);
  if (digest && (await isCarriedOut(shop.db, digest))) return "stored";
  const stored = await storePicture(shop, upload.bytes, album === "details" ? "detail" : "square");
  if (!stored.ok) return stored.reason;
  const added = await addPicture(shop, productId, stored.name, { album, digest });
  if (added.ok) return "stored";
  await removeUnused(shop, stored.name);
  return added.reason === "done_before" ? "stored" : added.reason;
}
