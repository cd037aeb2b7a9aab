import { type Result, refuse } from "@/lib/server/result";
import { decodeText } from "./decode-text";
import { readCsv } from "./read-csv";
import { readXlsx } from "./read-xlsx";
import { type ReadRow, SheetError, type SheetProblem } from "./sheet";

/** What an archive begins with; a workbook of before 2007, or a locked one, begins otherwise. */
const ARCHIVE = [0x50, 0x4b];
const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0];

/** The rows of a CSV or of a workbook, whatever the file is called. Refuses what is neither, and more than a file may hold. */
export async function readSheet(bytes: Uint8Array): Promise<Result<{ rows: ReadRow[] }, SheetProblem | "old_workbook">> {
  const begins = (with_: readonly number[]) => with_.every((byte, index) => bytes[index] === byte);
  if (begins(OLD_WORKBOOK)) return refuse("old_workbook");
  try {
    if (begins(ARCHIVE)) return { ok: true, rows: await readXlsx(bytes) };
    const text = decodeText(bytes);
    return text === null ? refuse("no_text") : { ok: true, rows: await readCsv(text) };
  } catch (error) {
    if (error instanceof SheetError) return refuse(error.problem);
    throw error;
  }
}
