import { findPrivateOrderId } from "@/app/current-order";
import { privatePicture } from "@/app/private-picture";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { readRefundPicture } from "@/lib/shop/refunds/pictures/read-pictures";

/** A picture of a request for a refund, for who may see its order, by link only until it is over; ?size=small for the page. */
export async function GET(request: Request, context: RouteContext<"/api/orders/[no]/pictures/[id]">): Promise<Response> {
  const { no, id } = await context.params;
  const orderId = await findPrivateOrderId(no);
  const isSmall = new URL(request.url).searchParams.get("size") === "small";
  return privatePicture(orderId ? await readRefundPicture(getShop(), orderId, { id, isSmall }) : null);
}
