import { asText, BYTE_ORDER_MARK, csvLine } from "@/lib/server/csv";
import { AS_TEXT, COLUMNS, type Column, type SheetRow } from "./sheet-row";

/** Twelve digits and more become 6.9E+12 in a spreadsheet. */
const LONG_NUMBER = /^\d{12,}$/;

/** The table as a CSV for spreadsheets, a line at a time. `headings` names the columns. */
export async function* writeCsv(rows: AsyncIterable<SheetRow>, headings: Record<Column, string>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(COLUMNS.map((column) => headings[column]));
  for await (const row of rows) yield csvLine(COLUMNS.map((column) => cellOf(column, row[column])));
}

function cellOf(column: Column, text: string): string {
  return AS_TEXT.includes(column) && LONG_NUMBER.test(text) ? asText(text) : text;
}
