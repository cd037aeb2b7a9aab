import { memberRoute } from "@/app/admin/member";
import { privatePicture } from "@/app/private-picture";
import { getOwnerOrder } from "@/lib/shop/orders/get-owner-order";
import { readRefundPicture } from "@/lib/shop/refunds/pictures/read-pictures";

/** A picture of a buyer's request for a refund, for the owner. */
export const GET = memberRoute<RouteContext<"/admin/orders/[no]/pictures/[id]">>(
  "money.read",
  async (request, { params }, { shop }) => {
    const { no, id } = await params;
    const order = await getOwnerOrder(shop, no);
    const isSmall = new URL(request.url).searchParams.get("size") === "small";
    return privatePicture(order && (await readRefundPicture(shop, order.id, { id, isSmall })));
  },
  { isVisit: false },
);
