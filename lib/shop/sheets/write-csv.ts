import { asText, BYTE_ORDER_MARK, csvLine } from "@/lib/server/csv";
import type { Cell } from "./cell";

/**
 * A text that a spreadsheet would take for a number, a date or a sum: an order's number would be rounded, 3-6 become the sixth of March,
 * 007 become 7. Only texts that are nothing else: a street with its number stays as it is.
 */
const MANGLED = /^(?=[^\p{N}]*\p{N})[\p{N}\p{P}\p{S}\s年月日eE]+$/u;

/** Rows as a CSV for spreadsheets, a line at a time: UTF-8 with its mark, \r\n, no text that would run as a formula or be rounded. */
export async function* writeCsv(rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const cells of rows) {
    yield (isFirst ? BYTE_ORDER_MARK : "") + csvLine(cells.map(cellText));
    isFirst = false;
  }
}

function cellText(cell: Cell): string {
  if (typeof cell !== "string") return cell.number;
  return MANGLED.test(cell) ? asText(cell) : cell;
}
