import { yuanText } from "@/lib/shop/money";
import type { ReportLineRow } from "./get-report";

type Words = { columns: readonly string[]; types: Record<string, string>; verdicts: Record<string, string> };

/** Spreadsheets read a file without it in the machine's own encoding. */
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * A day's report for a spreadsheet: UTF-8 with a byte order mark, CRLF, sums in yuan. `words` are the headings and the names
 * of what the rows hold, `formatTime` writes a moment. Numbers of trades and orders end with a tab, as in Alipay's own bills, or a
 * spreadsheet would round them.
 */
export function reportCsv(lines: readonly ReportLineRow[], words: Words, formatTime: (at: Date) => string): string {
  const rows = lines.map((line) => [
    formatTime(line.at),
    words.types[line.type] ?? line.type,
    words.verdicts[line.verdict] ?? line.verdict,
    yuan(line.billFen),
    yuan(line.ourFen),
    number(line.orderNo ?? ""),
    number(line.tradeNo),
    number(line.outTradeNo),
    number(line.outRequestNo ?? ""),
  ]);
  return BYTE_ORDER_MARK + [words.columns, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

/**
 * One cell. What a spreadsheet would run as a formula (= + - @, a tab or a carriage return in front) is made text by an
 * apostrophe: an out_trade_no of a stranger's trade is a stranger's word.
 */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function yuan(fen: number | null): string {
  return fen === null ? "" : yuanText(fen);
}

function number(text: string): string {
  return text && `${text}\t`;
}
