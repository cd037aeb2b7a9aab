import { setCategoryIcon } from "@/lib/shop/catalog/set-category-icon";
import { MAX_PICTURE_BYTES, nameServedAt, pictureUrl } from "@/lib/shop/pictures/picture";
import { removeUnused } from "@/lib/shop/pictures/remove-picture";
import { storePicture } from "@/lib/shop/pictures/store-picture";
import type { Shop } from "@/lib/shop/shop";
import { memberRoute } from "../../../../member";
import { readUpload } from "../../../../upload/read-upload";
import type { IconOutcome } from "../../text";

/** Takes the owner's own icon for a category from a plain form, and leads back to the categories, which show the outcome. */
export const POST = memberRoute<RouteContext<"/admin/categories/[id]/icon">>("goods.write", async (request, { params }, { shop }) => {
  const { id } = await params;
  if (!/^[1-9]\d{0,8}$/.test(id)) return new Response(null, { status: 404 });
  const outcome = await take(shop, Number(id), await readUpload(request, "picture", MAX_PICTURE_BYTES));
  return new Response(null, { status: 303, headers: { Location: `/admin/categories?icon=${outcome}` } });
});

async function take(shop: Shop, id: number, upload: Awaited<ReturnType<typeof readUpload>>): Promise<IconOutcome> {
  if (!upload.ok) return upload.reason;
  const stored = await storePicture(shop, upload.bytes);
  if (!stored.ok) return stored.reason;
  const set = await setCategoryIcon(shop, id, pictureUrl(stored.name, 320).slice(1));
  const unused = set.ok ? nameServedAt(set.former) : stored.name;
  if (unused) await removeUnused(shop, unused);
  return set.ok ? "stored" : set.reason;
}
