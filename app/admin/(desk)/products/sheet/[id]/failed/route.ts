import { BYTE_ORDER_MARK, csvLine } from "@/lib/server/csv";
import { getFailedRows } from "@/lib/shop/exchange/get-import";
import { asTheyCame } from "@/lib/shop/exchange/write-csv";
import { memberRoute } from "../../../../../member";
import { problemInWords, sheetText as text } from "../../text";

/** The rows that cannot be written or could not be, as they came, each with its number and what to do about it. */
export const GET = memberRoute<RouteContext<"/admin/products/sheet/[id]/failed">>(
  "goods.write",
  async (_request, { params }, { shop, member }) => {
    const { id } = await params;
    const failed = await getFailedRows(shop, member.id, id);
    if (!failed) return new Response(null, { status: 404 });
    const lines = failed.rows.map(({ row: { no, cells }, problems }) => {
      return csvLine([...asTheyCame(failed.headings, cells), String(no), problems.map(problemInWords).join("；")]);
    });
    return new Response(BYTE_ORDER_MARK + csvLine([...failed.headings, text.rowNo, text.reason]) + lines.join(""), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="xiaopu-failed.csv"',
        "Cache-Control": "no-store",
      },
    });
  },
);
