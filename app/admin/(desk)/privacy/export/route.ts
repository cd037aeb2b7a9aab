import { findBuyerData } from "@/lib/shop/privacy/buyer-data";
import { ownerRoute } from "../../../owner";

/** What the shop keeps about a buyer, as a file that a machine can read. */
export const GET = ownerRoute<RouteContext<"/admin/privacy/export">>(async (request, _context, { shop }) => {
  const phone = new URL(request.url).searchParams.get("phone") ?? "";
  const orders = /^1\d{10}$/.test(phone) ? await findBuyerData(shop, phone) : [];
  const kept = orders.map(({ id: _id, buyerId: _buyerId, ...order }) => order);
  return new Response(JSON.stringify({ phone, orders: kept }, null, 2), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="buyer-data.json"',
      "Cache-Control": "no-store",
    },
  });
});
