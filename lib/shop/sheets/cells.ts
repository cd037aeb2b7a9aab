import { FORMULA_START } from "@/lib/server/csv";
import { toLine } from "@/lib/server/typed-text";

/** Single cells of a file as they are meant, whatever the file is about. Pure. */

/** Without what protects a text from spreadsheets: an apostrophe in front, ="…" around it, a tab behind. */
export function unguarded(cell: string): string {
  const bare = /^="([^"]*)"$/.exec(cell.trim())?.[1] ?? cell;
  return (bare.startsWith("'") && FORMULA_START.test(bare.slice(1))) || /^'\d+$/.test(bare.trim()) ? bare.trimStart().slice(1) : bare;
}

/** The same as one line of text. */
export const lineOf = (cell: string) => toLine(unguarded(cell));

/** Whether a number was written as 6.9E+12, with which its last digits are lost. */
export function hasLostDigits(text: string): boolean {
  return /^\d(?:\.\d+)?e\+?\d+$/i.test(text);
}
