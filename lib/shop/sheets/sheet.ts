/** The noun: a table as it was read from a file, texts only. Pure. */

/**
 * `no` is its number in the file, from 1, as a spreadsheet shows it. `odd`: cells of a workbook that are no text and no plain number, by
 * their column: an error, as #N/A, or a date, of which only the number of its day is known.
 */
export type ReadRow = { no: number; cells: string[]; odd?: Record<number, OddCell> };
export type OddCell = "error" | "date";

/** What a file may hold at most; more is refused before it is looked at. */
export const MAX_IMPORT_BYTES = 5 * 1024 * 1024;
export const MAX_ROWS = 5_000;
export const MAX_COLUMNS = 100;
export const MAX_CELL = 10_000;
/** Characters of all cells together: a workbook names one long text from each of half a million cells. */
export const MAX_CHARACTERS = 20_000_000;
/** What a workbook may unpack to. */
export const MAX_UNPACKED_BYTES = 60 * 1024 * 1024;

export type SheetProblem = "no_text" | "no_workbook" | "too_many_rows" | "too_wide" | "cell_too_long";

export class SheetError extends Error {
  constructor(readonly problem: SheetProblem) {
    super(problem);
  }
}

/** Collects rows within the limits. @throws {SheetError} */
export class RowCollector {
  readonly rows: ReadRow[] = [];
  #characters = 0;

  add(row: ReadRow): void {
    if (row.cells.every((cell) => cell.trim() === "")) return;
    if (row.cells.length > MAX_COLUMNS) throw new SheetError("too_wide");
    if (row.cells.some((cell) => cell.length > MAX_CELL)) throw new SheetError("cell_too_long");
    this.#characters += row.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (this.#characters > MAX_CHARACTERS) throw new SheetError("too_many_rows");
    // One more is the headings.
    if (this.rows.length > MAX_ROWS) throw new SheetError("too_many_rows");
    this.rows.push(row);
  }
}
