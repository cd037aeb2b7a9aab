import path from "node:path";
import { openZip, type ZippedFile } from "@/lib/alipay/openapi/bill/zip";
import { readDateStyles } from "./date-styles";
import { parseXml } from "./parse-xml";
import { MAX_CELL, MAX_COLUMNS, MAX_UNPACKED_BYTES, type OddCell, type ReadRow, RowCollector, SheetError } from "./sheet";

/** As much of a workbook (ECMA-376, Office Open XML) as a table of texts and numbers needs: docs/decisions/0008. */

const MAX_FILES = 300;
const MAX_SHARED = 200_000;

/**
 * The rows of a workbook's first sheet. It is unpacked and read a piece at a time, so that neither a large file nor one that unfolds
 * without end holds anybody up.
 * @throws {SheetError} for what is no workbook, and for more than a file may hold
 */
export async function readXlsx(bytes: Uint8Array): Promise<ReadRow[]> {
  const zip = openZip(Buffer.from(bytes), { maxBytes: MAX_UNPACKED_BYTES, maxFiles: MAX_FILES });
  if (!zip.ok) throw new SheetError("no_workbook");
  const files = new Map(zip.files.map((file) => [file.name, file]));
  try {
    const sheet = files.get(await firstSheetOf(files));
    if (!sheet) throw new SheetError("no_workbook");
    const strings = files.get("xl/sharedStrings.xml");
    const styles = files.get("xl/styles.xml");
    return await readSheet(sheet, {
      strings: strings ? await readStrings(strings) : [],
      dates: styles ? await readDateStyles(styles) : [],
    });
  } catch (error) {
    // Everything else that is thrown is a damaged archive, or XML that is none.
    throw error instanceof SheetError ? error : new SheetError("no_workbook");
  }
}

async function firstSheetOf(files: ReadonlyMap<string, ZippedFile>): Promise<string> {
  const [workbook, links] = [files.get("xl/workbook.xml"), files.get("xl/_rels/workbook.xml.rels")];
  if (!workbook || !links) throw new SheetError("no_workbook");
  let sheet: string | undefined;
  await parseXml(workbook, {
    open: (name, attributes) => {
      if (name === "sheet") sheet ??= Object.entries(attributes).find(([key]) => /(?:^|:)id$/.test(key))?.[1];
    },
  });
  let target = "";
  await parseXml(links, {
    open: (name, { Id, Target }) => {
      if (name === "Relationship" && Id === sheet) target = Target ?? "";
    },
  });
  return target.startsWith("/") ? target.slice(1) : path.posix.join("xl", target);
}

/** The texts that cells name by number. A text may be of several runs; how a Japanese one is read (rPh) is no part of it. */
async function readStrings(file: ZippedFile): Promise<string[]> {
  const strings: string[] = [];
  let [current, isText, isReading] = ["", false, false];
  await parseXml(file, {
    open: (name) => {
      if (name === "si") current = "";
      if (name === "rPh") isReading = true;
      isText = name === "t" && !isReading;
    },
    text: (piece) => {
      if (isText) current = append(current, piece);
    },
    close: (name) => {
      isText = false;
      if (name === "rPh") isReading = false;
      if (name !== "si") return;
      if (strings.push(unescaped(current)) > MAX_SHARED) throw new SheetError("too_many_rows");
    },
  });
  return strings;
}

type Shared = { strings: readonly string[]; dates: readonly boolean[] };

async function readSheet(file: ZippedFile, { strings, dates }: Shared): Promise<ReadRow[]> {
  const collector = new RowCollector();
  let row: ReadRow = { no: 0, cells: [] };
  let cell = { column: 0, type: "", style: 0, value: "" };
  let isValue = false;
  await parseXml(file, {
    open: (name, attributes) => {
      if (name === "row") row = { no: rowNumber(attributes.r, row.no), cells: [] };
      if (name === "c") {
        const { r, t = "", s } = attributes;
        cell = { column: columnOf(r) ?? row.cells.length, type: t, style: Number(s) || 0, value: "" };
      }
      isValue = name === "v" || name === "t";
    },
    text: (piece) => {
      if (isValue) cell.value = append(cell.value, piece);
    },
    close: (name) => {
      isValue = false;
      if (name === "c") put(row, cell.column, textOf(cell, strings), oddityOf(cell, dates));
      if (name === "row") collector.add(row);
    },
  });
  return collector.rows;
}

/** Rows of one sheet in Excel: its specifications and limits. */
const LAST_ROW = 1_048_576;

/** A row that does not say its number, or one that cannot follow the row before, is the next. */
function rowNumber(said: string | undefined, before: number): number {
  const no = Number(said);
  return Number.isInteger(no) && no > before && no <= LAST_ROW ? no : before + 1;
}

function append(text: string, piece: string): string {
  if (text.length + piece.length > MAX_CELL) throw new SheetError("cell_too_long");
  return text + piece;
}

/** An empty cell far to the right is formatting; one with a text is too much. */
function put(row: ReadRow, column: number, text: string, odd: OddCell | null): void {
  if (text === "") return;
  if (column >= MAX_COLUMNS) throw new SheetError("too_wide");
  while (row.cells.length < column) row.cells.push("");
  row.cells[column] = text;
  if (odd) row.odd = { ...row.odd, [column]: odd };
}

/** A1 → 0, AB7 → 27. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d/.exec(reference ?? "")?.[1];
  if (!letters) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function textOf({ type, value }: { type: string; value: string }, strings: readonly string[]): string {
  if (type === "s") return strings[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  return type === "" || type === "n" ? numberText(value) : unescaped(value);
}

function oddityOf({ type, style }: { type: string; style: number }, dates: readonly boolean[]): OddCell | null {
  if (type === "e") return "error";
  const isNumber = type === "" || type === "n";
  return type === "d" || (isNumber && dates[style]) ? "date" : null;
}

/** Characters that XML cannot hold are written by their number (ECMA-376 Part 1, 22.9.2.19 ST_Xstring); those that no text may have go. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)).replace(/[\0\p{Cs}]/u, ""));
}

/**
 * A number as the spreadsheet shows it: 19.800000000000001 is 19.8. One that has lost digits stays in its exponential form, so
 * that it is refused where it is to be a code.
 */
function numberText(value: string): string {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number)) return value;
  return Math.abs(number) >= 1e15 ? number.toExponential() : String(Number(number.toPrecision(15)));
}
