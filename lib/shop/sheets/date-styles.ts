import type { ZippedFile } from "@/lib/alipay/openapi/bill/zip";
import { parseXml } from "./parse-xml";
import { SheetError } from "./sheet";

/** Styles of one workbook that are looked at; Excel has 65,490. */
const MAX_STYLES = 70_000;

/** Formats of dates and times that every workbook knows (ECMA-376 Part 1, 18.8.30, also those of East Asia). */
const BUILT_IN = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

/**
 * Which styles of a workbook show a number as a date or a time, by the number that cells name them by.
 * @throws {SheetError} for more styles than a workbook has
 */
export async function readDateStyles(file: ZippedFile): Promise<boolean[]> {
  const own = new Map<number, string>();
  const formats: number[] = [];
  let isCell = false;
  await parseXml(file, {
    open: (name, { numFmtId, formatCode }) => {
      if (name === "cellXfs") isCell = true;
      if (name === "numFmt") own.set(Number(numFmtId), formatCode ?? "");
      if (name === "xf" && isCell) formats.push(Number(numFmtId));
      if (own.size + formats.length > MAX_STYLES) throw new SheetError("no_workbook");
    },
    close: (name) => {
      if (name === "cellXfs") isCell = false;
    },
  });
  return formats.map((format) => {
    const code = own.get(format);
    return code === undefined ? BUILT_IN.some(([from, to]) => from <= format && format <= to) : isDate(code);
  });
}

/** Whether a format has a day, month, year, hour, minute or second, outside of its texts, colours and fillers. */
function isDate(code: string): boolean {
  return /[dmyhs]/i.test(code.replace(/"[^"]*(?:"|$)|\\.|[_*].|\[[^\]]*(?:\]|$)/gu, ""));
}
