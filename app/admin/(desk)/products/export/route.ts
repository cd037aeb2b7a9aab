import { exportProducts } from "@/lib/shop/exchange/export-products";
import { COLUMNS, type SheetRow } from "@/lib/shop/exchange/sheet-row";
import { writeCsv } from "@/lib/shop/exchange/write-csv";
import { writeXlsx } from "@/lib/shop/sheets/write-xlsx";
import { memberRoute } from "../../../member";
import { sendFile } from "../../../send-file";
import { sheetText as text } from "../sheet/text";

/** All products as a table, while they are being read. */
export const GET = memberRoute<RouteContext<"/admin/products/export">>("goods.write", async (request, _context, { shop }) => {
  const kind = new URL(request.url).searchParams.get("as") === "xlsx" ? "xlsx" : "csv";
  const rows = exportProducts(shop, text);
  const pieces = kind === "csv" ? writeCsv(rows, text.headings) : writeXlsx(text.file, cellsOf(rows));
  return sendFile("xiaopu-products", kind, pieces);
});

async function* cellsOf(rows: AsyncIterable<SheetRow>): AsyncGenerator<string[]> {
  yield COLUMNS.map((column) => text.headings[column]);
  for await (const row of rows) yield COLUMNS.map((column) => row[column]);
}
