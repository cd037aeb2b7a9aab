import { findBuyerAddresses } from "@/lib/shop/privacy/buyer-addresses";
import { exportBuyerData } from "@/lib/shop/privacy/buyer-data";
import { findBuyerPictures } from "@/lib/shop/privacy/buyer-pictures";
import { ownerRoute } from "../../../owner";

/** What the shop keeps about a buyer, as a file that a machine can read. */
export const GET = ownerRoute<RouteContext<"/admin/privacy/export">>(async (request, _context, { shop }) => {
  const phone = new URL(request.url).searchParams.get("phone") ?? "";
  const isPhone = /^1\d{10}$/.test(phone);
  const orders = isPhone ? await exportBuyerData(shop, phone) : [];
  const addresses = isPhone ? await findBuyerAddresses(shop, phone) : [];
  const pictures = isPhone ? await findBuyerPictures(shop, phone) : [];
  return new Response(JSON.stringify({ phone, orders, addresses, pictures }, null, 2), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="buyer-data.json"',
      "Cache-Control": "no-store",
    },
  });
});
