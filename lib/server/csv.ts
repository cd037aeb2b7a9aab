/** Files for spreadsheets. Pure. */

/** Spreadsheets read a file without it in the machine's own encoding. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** One line of a CSV, with its end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/**
 * What a spreadsheet may run as a formula when a cell begins with it: = + - @, also full-width as a Chinese or Japanese keyboard types
 * them, a tab or the end of a line. https://owasp.org/www-community/attacks/CSV_Injection
 */
export const FORMULA_START = /^[=+\-@＝＋－＠\t\r\n]/;

/** One cell. What would be a formula is made text by an apostrophe: an out_trade_no of a stranger's trade is a stranger's word. */
export function csvCell(text: string): string {
  const harmless = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A number that is a name, as that of an order: a spreadsheet would round it, but not with a tab behind it, as in Alipay's own bills. */
export function asText(number: string): string {
  return number && `${number}\t`;
}
