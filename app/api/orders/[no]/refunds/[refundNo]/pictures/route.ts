import { readUpload } from "@/app/admin/upload/read-upload";
import { findVisibleOrderId } from "@/app/current-order";
import { refusalOf } from "@/app/same-origin";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { MAX_PICTURE_BYTES } from "@/lib/shop/pictures/picture";
import { addPicture } from "@/lib/shop/refunds/pictures/add-picture";
import { admitPicture } from "@/lib/shop/refunds/pictures/admit-picture";

type Context = RouteContext<"/api/orders/[no]/refunds/[refundNo]/pictures">;

/**
 * Takes a buyer's picture of the goods from a plain form, and leads back to the order, which shows the outcome. Nothing of the picture is
 * read before it is known whose it is, and that there is room.
 */
export async function POST(request: Request, context: Context): Promise<Response> {
  const { no, refundNo } = await context.params;
  if (refusalOf(request.headers)) return new Response(null, { status: 403 });
  const orderId = await findVisibleOrderId(no);
  if (!orderId) return new Response(null, { status: 404 });
  const outcome = await take(request, { orderId, refundNo });
  const headers = { Location: `/orders/${no}?notice=picture_${outcome}#refunds`, "Cache-Control": "no-store" };
  return new Response(null, { status: 303, headers });
}

async function take(request: Request, { orderId, refundNo }: { orderId: string; refundNo: string }) {
  const shop = getShop();
  const admitted = await admitPicture(shop, orderId, { refundNo });
  if (!admitted.ok) return admitted.reason;
  const upload = await readUpload(request, "picture", MAX_PICTURE_BYTES);
  if (!upload.ok) return upload.reason;
  const added = await addPicture(shop, { refundId: admitted.refundId, bytes: upload.bytes });
  return added.ok ? "kept" : added.reason;
}
