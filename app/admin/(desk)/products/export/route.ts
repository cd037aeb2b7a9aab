import { exportProducts } from "@/lib/shop/exchange/export-products";
import { COLUMNS, type SheetRow } from "@/lib/shop/exchange/sheet-row";
import { writeCsv } from "@/lib/shop/exchange/write-csv";
import { writeXlsx } from "@/lib/shop/sheets/write-xlsx";
import { ownerRoute } from "../../../owner";
import { sheetText as text } from "../sheet/text";

const TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** All products as a table, while they are being read. */
export const GET = ownerRoute<RouteContext<"/admin/products/export">>(async (request, _context, { shop }) => {
  const kind = new URL(request.url).searchParams.get("as") === "xlsx" ? "xlsx" : "csv";
  const rows = exportProducts(shop, text);
  const pieces = kind === "csv" ? writeCsv(rows, text.headings) : writeXlsx(text.file, cellsOf(rows));
  return new Response(streamOf(pieces), {
    headers: {
      "Content-Type": TYPES[kind],
      "Content-Disposition": `attachment; filename="xiaopu-products.${kind}"`,
      "Cache-Control": "no-store",
    },
  });
});

async function* cellsOf(rows: AsyncIterable<SheetRow>): AsyncGenerator<string[]> {
  yield COLUMNS.map((column) => text.headings[column]);
  for await (const row of rows) yield COLUMNS.map((column) => row[column]);
}

/** Reads on only when the browser has taken what was read. */
function streamOf(pieces: AsyncGenerator<string | Uint8Array>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
