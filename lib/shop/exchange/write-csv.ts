import { asText, BYTE_ORDER_MARK, csvLine } from "@/lib/server/csv";
import { unguarded } from "@/lib/shop/sheets/cells";
import { type ImportColumn, readHeadings } from "./headings";
import { COLUMNS, type Column, NAMES, type SheetRow } from "./sheet-row";

/**
 * What a spreadsheet may take for a number, a date, a fraction, a time or a truth: 007 would become 7, 3-6 the sixth of March, 1E5
 * 100000. In whatever way it is written: 3月6日, ６.
 */
const MANGLED = /\p{N}|^(?:true|false)$/iu;

/** The table as a CSV for spreadsheets, a line at a time. `headings` names the columns. */
export async function* writeCsv(rows: AsyncIterable<SheetRow>, headings: Record<Column, string>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(COLUMNS.map((column) => headings[column]));
  for await (const row of rows) yield csvLine(COLUMNS.map((column) => cellOf(column, row[column])));
}

/** The cells of a row that came in, under its `headings`, as they go out again for their owner to mend. */
export function asTheyCame(headings: readonly string[], cells: readonly string[]): string[] {
  const columns = readHeadings(headings);
  return headings.map((_, index) => cellOf(columns[index] ?? null, unguarded(cells[index] ?? "").trimEnd()));
}

function cellOf(column: ImportColumn | null, text: string): string {
  return column !== null && NAMES.includes(column) && MANGLED.test(text) ? asText(text) : text;
}
