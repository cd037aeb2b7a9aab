import { getReport, listReportLines } from "@/lib/shop/reports/get-report";
import { reportCsv } from "@/lib/shop/reports/report-csv";
import { formatTime } from "../../../../../format-time";
import { memberRoute } from "../../../../member";
import { text } from "../../text";

/** A day's report as a file for a spreadsheet. */
export const GET = memberRoute<RouteContext<"/admin/reports/[day]/csv">>("money.read", async (_request, { params }, { shop }) => {
  const { day } = await params;
  if (!(await getReport(shop, day))) return new Response(null, { status: 404 });
  const words = { columns: text.csvColumns, types: text.types, verdicts: text.verdicts };
  return new Response(reportCsv(await listReportLines(shop, day), words, formatTime), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="xiaopu-${day}.csv"`,
      "Cache-Control": "no-store",
    },
  });
});
