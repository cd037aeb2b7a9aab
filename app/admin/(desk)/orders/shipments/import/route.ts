import { previewShipments } from "@/lib/shop/dispatch/preview-shipments";
import { COURIERS } from "@/lib/shop/parcels/couriers";
import { MAX_IMPORT_BYTES } from "@/lib/shop/sheets/sheet";
import { memberRoute } from "../../../../member";
import { readUploadedForm } from "../../../../upload/read-upload";

/** Takes a file of tracking numbers from a plain form, and redirects to its preview, or back with what was wrong with it. */
export const POST = memberRoute<object>("orders.ship", async (request, _context, { shop }) => {
  const upload = await readUploadedForm(request, "file", MAX_IMPORT_BYTES);
  if (!upload.ok) return seeOther(`/admin/orders/shipments?problem=${upload.reason}`);
  const code = upload.form.get("courier");
  const courier = COURIERS.find((one) => one.code === code)?.name ?? null;
  const preview = await previewShipments(shop, upload.bytes, { courier });
  return seeOther(preview.ok ? `/admin/orders/shipments/${preview.id}` : `/admin/orders/shipments?problem=${preview.reason}`);
});

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location } });
}
