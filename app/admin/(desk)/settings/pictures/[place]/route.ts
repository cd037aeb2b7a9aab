import type { PictureShape } from "@/lib/shop/pictures/encode-picture";
import { MAX_PICTURE_BYTES } from "@/lib/shop/pictures/picture";
import { storePicture } from "@/lib/shop/pictures/store-picture";
import { changePicture } from "@/lib/shop/profile/change-picture";
import { PROFILE_PICTURES, type ProfilePicture } from "@/lib/shop/profile/profile";
import type { Shop } from "@/lib/shop/shop";
import { memberRoute } from "../../../../member";
import { readUpload } from "../../../../upload/read-upload";
import type { PictureOutcome } from "../../text";

/** A QR code and a licence are of no use with their edges cut off. */
const SHAPES: Record<ProfilePicture, PictureShape> = { logo: "square", wechatPicture: "whole", licencePicture: "whole" };

/** Takes a picture of the shop itself from a plain form, and redirects to the settings, which show the outcome. */
export const POST = memberRoute<RouteContext<"/admin/settings/pictures/[place]">>("settings", async (request, { params }, { shop }) => {
  const { place: named } = await params;
  const place = PROFILE_PICTURES.find((one) => one === named);
  if (!place) return new Response(null, { status: 404 });
  const outcome = await take(shop, place, await readUpload(request, "picture", MAX_PICTURE_BYTES));
  return new Response(null, { status: 303, headers: { Location: `/admin/settings?upload=${outcome}&place=${place}#${place}` } });
});

async function take(shop: Shop, place: ProfilePicture, upload: Awaited<ReturnType<typeof readUpload>>): Promise<PictureOutcome> {
  if (!upload.ok) return upload.reason;
  const stored = await storePicture(shop, upload.bytes, SHAPES[place]);
  if (!stored.ok) return stored.reason;
  await changePicture(shop, place, stored.name);
  return "stored";
}
