import { asText, BYTE_ORDER_MARK, csvLine } from "@/lib/server/csv";
import { yuanText } from "@/lib/shop/money";
import type { ReportLineRow } from "./get-report";

type Words = { columns: readonly string[]; types: Record<string, string>; verdicts: Record<string, string> };

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
    asText(line.orderNo ?? ""),
    asText(line.tradeNo),
    asText(line.outTradeNo),
    asText(line.outRequestNo ?? ""),
  ]);
  return BYTE_ORDER_MARK + [words.columns, ...rows].map(csvLine).join("");
}

function yuan(fen: number | null): string {
  return fen === null ? "" : yuanText(fen);
}
