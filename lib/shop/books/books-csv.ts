import { BYTE_ORDER_MARK, csvLine } from "@/lib/server/csv";
import { yuanText } from "@/lib/shop/money";
import { type DayFigures, netFen, paidPercent } from "./figures";

/** The days' figures for a spreadsheet: UTF-8 with a byte order mark, CRLF, sums in yuan, one line a day. `columns` are the headings. */
export function booksCsv(days: readonly DayFigures[], columns: readonly string[]): string {
  const rows = days.map((day) => [
    ...[day.day, String(day.payments), yuanText(day.paidFen), String(day.held), yuanText(day.heldFen)],
    ...[String(day.refunds), yuanText(day.refundedFen), yuanText(day.heldRefundedFen), yuanText(netFen(day))],
    ...[String(day.placed), String(day.placedAndPaid), String(paidPercent(day) ?? "")],
  ]);
  // Not as csvLine, which makes a text of what begins with a dash: these cells are numbers that the shop wrote, below zero ones among them.
  return `${BYTE_ORDER_MARK}${csvLine(columns)}${rows.map((cells) => `${cells.join(",")}\r\n`).join("")}`;
}
