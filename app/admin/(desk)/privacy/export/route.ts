import { exportBuyerData } from "@/lib/shop/privacy/buyer-data";
import { ownerRoute } from "../../../owner";

/** What the shop keeps about a buyer, as a file that a machine can read. */
export const GET = ownerRoute<RouteContext<"/admin/privacy/export">>(async (request, _context, { shop }) => {
  const phone = new URL(request.url).searchParams.get("phone") ?? "";
  const orders = /^1\d{10}$/.test(phone) ? await exportBuyerData(shop, phone) : [];
  return new Response(JSON.stringify({ phone, orders }, null, 2), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="buyer-data.json"',
      "Cache-Control": "no-store",
    },
  });
});
