import { readChoice, writeChoice } from "@/lib/shop/dispatch/choice";
import { exportOrders } from "@/lib/shop/dispatch/export-orders";
import { may } from "@/lib/shop/owners/role";
import { writeCsv } from "@/lib/shop/sheets/write-csv";
import { writeXlsx } from "@/lib/shop/sheets/write-xlsx";
import { memberRoute } from "../../../member";
import { sendFile } from "../../../send-file";
import { text as common } from "../../../text";
import { bulkText as text } from "../bulk/text";

/** The chosen orders as a file, while they are being read; or back to where they were chosen, with why there is none. */
export const GET = memberRoute<object>("orders.export", async (request, _context, { shop, member }) => {
  const { searchParams } = new URL(request.url);
  const file = searchParams.get("as") === "xlsx" ? "xlsx" : "csv";
  const layout = searchParams.get("rows") === "lines" ? "lines" : "orders";
  const choice = readChoice(Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)])), "all");
  const words = { headings: text.headings, status: common.status };
  const result = await exportOrders(shop, choice, { layout, file, words, hasMoney: may(member, "money.read") });
  if (!result.ok) {
    const query = new URLSearchParams([...writeChoice("nos" in choice ? { ...choice, nos: [] } : choice), ["problem", result.reason]]);
    return new Response(null, { status: 303, headers: { Location: `/admin/orders/bulk?${query}` } });
  }
  return sendFile("xiaopu-orders", file, file === "csv" ? writeCsv(result.rows) : writeXlsx(text.file, result.rows));
});
