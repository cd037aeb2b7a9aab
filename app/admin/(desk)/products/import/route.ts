import { previewImport } from "@/lib/shop/exchange/preview-import";
import { MAX_IMPORT_BYTES } from "@/lib/shop/sheets/sheet";
import { memberRoute } from "../../../member";
import { readUploadedForm } from "../../../upload/read-upload";

/** Takes a table of goods from a plain form, and redirects to its preview, or back with what was wrong with it. */
export const POST = memberRoute<object>("goods.write", async (request, _context, { shop }) => {
  const upload = await readUploadedForm(request, "file", MAX_IMPORT_BYTES);
  if (!upload.ok) return seeOther(`/admin/products/sheet?problem=${upload.reason}#import`);
  const isTicked = (name: string) => upload.form.get(name) === "on";
  const may = { makeCategories: isTicked("makeCategories"), mayRename: isTicked("mayRename") };
  const preview = await previewImport(shop, upload.bytes, may);
  return seeOther(preview.ok ? `/admin/products/sheet/${preview.id}` : `/admin/products/sheet?problem=${preview.reason}#import`);
});

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location } });
}
