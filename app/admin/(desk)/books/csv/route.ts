import { booksCsv } from "@/lib/shop/books/books-csv";
import { readDays } from "@/lib/shop/books/read-days";
import { shownDays } from "@/lib/shop/books/shown-days";
import { dayOf } from "@/lib/shop/day";
import { readDayRange } from "@/lib/shop/day-range";
import { memberRoute } from "../../../member";
import { text } from "../text";

/** The figures of some days as a file for a spreadsheet. */
export const GET = memberRoute<RouteContext<"/admin/books/csv">>("money.read", async (request, _context, { shop }) => {
  const { searchParams } = new URL(request.url);
  const { from, to } = shownDays(readDayRange(searchParams.get("from"), searchParams.get("to")), dayOf(shop.now()));
  return new Response(booksCsv(await readDays(shop, { from, to }), text.csvColumns), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="xiaopu-books-${from}-${to}.csv"`,
      "Cache-Control": "no-store",
    },
  });
});
