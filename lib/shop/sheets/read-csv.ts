import { setImmediate } from "node:timers/promises";
import { MAX_CELL, MAX_COLUMNS, type ReadRow, RowCollector, SheetError } from "./sheet";

const SEPARATORS = [",", "\t", ";"];
/** After so many rows somebody else has a turn. */
const TURN = 200;

/**
 * The rows of a CSV (RFC 4180) with commas, tabs or semicolons between its cells, whichever its first line has most of. A row's number is
 * that of the row, not of the line: a quoted cell may have several lines.
 * @throws {SheetError} for more than a file may hold
 */
export async function readCsv(text: string): Promise<ReadRow[]> {
  const collector = new RowCollector();
  const separator = separatorOf(text);
  let at = 0;
  for (let no = 1; at < text.length; no++) {
    const { cells, end } = readRow(text, at, separator);
    collector.add({ no, cells });
    at = end;
    if (no % TURN === 0) await setImmediate();
  }
  return collector.rows;
}

function separatorOf(text: string): string {
  const line = text.slice(0, MAX_CELL).split(/[\r\n]/, 1)[0] ?? "";
  const counts = SEPARATORS.map((separator) => line.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ",";
}

function readRow(text: string, start: number, separator: string): { cells: string[]; end: number } {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const quoted = text[at] === '"' ? readQuoted(text, at) : null;
    const plain = readPlain(text, quoted?.end ?? at, separator);
    const end = plain.end;
    cells.push(quoted?.cell ?? plain.cell);
    if (cells.length > MAX_COLUMNS) throw new SheetError("too_wide");
    if (text[end] === separator) at = end + 1;
    else return { cells, end: endOfLine(text, end) };
  }
}

function endOfLine(text: string, at: number): number {
  return text.startsWith("\r\n", at) ? at + 2 : at + 1;
}

function readPlain(text: string, start: number, separator: string): { cell: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== "\n" && text[end] !== "\r") end++;
  return { cell: text.slice(start, end), end };
}

/** Two quotes in a quoted cell are one. What stands between its end and the next separator is dropped. */
function readQuoted(text: string, start: number): { cell: string; end: number } {
  let cell = "";
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { cell: cell + text.slice(at), end: text.length };
    cell += text.slice(at, quote);
    if (cell.length > MAX_CELL) throw new SheetError("cell_too_long");
    if (text[quote + 1] !== '"') return { cell, end: quote + 1 };
    cell += '"';
    at = quote + 2;
  }
}
