/** Files for spreadsheets. Pure. */

/** Spreadsheets read a file without it in the machine's own encoding. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** One line of a CSV, with its end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/**
 * One cell. What a spreadsheet would run as a formula (= + - @, a tab or a carriage return in front) is made text by an
 * apostrophe: an out_trade_no of a stranger's trade is a stranger's word.
 */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A number that is a name, as that of an order: a spreadsheet would round it, but not with a tab behind it, as in Alipay's own bills. */
export function asText(number: string): string {
  return number && `${number}\t`;
}
