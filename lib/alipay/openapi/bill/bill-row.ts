import { parseAmount } from "../../amount";
import type { BillRow } from "../../gateway";
import { parseTime } from "../../time";
import { COLUMNS } from "./bill-csv";
import { CHARSETS, type Charset, decodeBytes, encodeBytes } from "./charset";

/** What the shop reads; all other columns may hold anything, and are never decoded. */
const NEEDED = {
  tradeNo: "支付宝交易号",
  outTradeNo: "商户订单号",
  type: "业务类型",
  createdAt: "创建时间",
  completedAt: "完成时间",
  amount: "订单金额（元）",
  received: "商家实收（元）",
  requestNo: "退款批次号/请求号",
} as const;
type Needed = keyof typeof NEEDED;
const NAME_COLUMN = "商品名称";
/** Alipay's numbers have 64 characters at most, a batch's line has its batch before it. */
const NUMBER = /^[\x21-\x7e]{0,130}$/;

/** Where the columns of a list stand, by its heading. */
export type Columns = { count: number; name: number; of: Record<Needed, number>; charset: Charset; types: Map<string, BillRow["type"]> };

/** Reads a line as the heading of a list. null: it is none; a text: which column it lacks. */
export function readHeading(line: string): Columns | string | null {
  for (const charset of CHARSETS) {
    const names = cellsOf(line).map((cell) => decodeBytes(cell, charset));
    if (names.length < 2 || names[0] !== COLUMNS[0]) continue;
    const of = Object.fromEntries(Object.entries(NEEDED).map(([key, name]) => [key, names.indexOf(name)])) as Columns["of"];
    const lacking = (Object.keys(NEEDED) as Needed[]).find((key) => of[key] < 0);
    if (lacking) return NEEDED[lacking];
    const types = new Map<string, BillRow["type"]>([
      [encodeBytes("交易", charset), "payment"],
      [encodeBytes("退款", charset), "refund"],
    ]);
    return { count: names.length, name: names.indexOf(NAME_COLUMN), of, charset, types };
  }
  return null;
}

export type ReadRow = { ok: true; row: BillRow; receivedFen: number } | { ok: false; tradeNo: string | null; problem: string };

/** Reads a line of the list: bytes, one to a character. What is needed must be plain ASCII and make sense. */
export function readRow(columns: Columns, line: string): ReadRow {
  const cells = rejoinName(columns, cellsOf(line));
  const cell = (name: Needed) => cells[columns.of[name]] ?? "";
  const tradeNo = /^\d{1,64}$/.test(cell("tradeNo")) ? cell("tradeNo") : null;
  const refuse = (name: Needed): ReadRow => ({ ok: false, tradeNo, problem: `${NEEDED[name]} cannot be read` });
  if (tradeNo === null) return refuse("tradeNo");
  const type = columns.types.get(cell("type"));
  if (!type) return refuse("type");
  const [amountFen, receivedFen] = [parseSigned(cell("amount")), parseSigned(cell("received"))];
  if (amountFen === null) return refuse("amount");
  if (receivedFen === null) return refuse("received");
  const completedAt = cell("completedAt").startsWith("20") ? parseTime(cell("completedAt")) : null;
  if (!completedAt) return refuse("completedAt");
  if (!NUMBER.test(cell("outTradeNo"))) return refuse("outTradeNo");
  if (!NUMBER.test(cell("requestNo"))) return refuse("requestNo");
  const outRequestNo = type === "refund" ? cell("requestNo") || null : null;
  return { ok: true, row: { tradeNo, outTradeNo: cell("outTradeNo"), type, amountFen, outRequestNo, completedAt }, receivedFen };
}

/** Both "-35.80" and "35.80": the sources disagree about the sign of refunds, and the row's type decides. Zero is 0. */
export function parseSigned(text: string): number | null {
  const plain = text.replace(/^-/, "");
  return /^0(\.0{1,2})?$/.test(plain) ? 0 : parseAmount(plain);
}

/** Ids end with a tab, so that spreadsheets take them for text. Quoted cells were never seen, but CSV allows them. */
function cellsOf(line: string): string[] {
  const cells = line.match(/(?<=^|,)(?:"(?:[^"]|"")*"|[^,]*)(?=,|$)/g) ?? [];
  return cells.map((cell) => trim(/^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}

/** Blanks and tabs only: other bytes that look like a blank may be half of a character. */
function trim(cell: string): string {
  const isBlank = (index: number) => cell[index] === " " || cell[index] === "\t";
  let [start, end] = [0, cell.length];
  while (isBlank(start)) start++;
  while (end > start && isBlank(end - 1)) end--;
  return cell.slice(start, end);
}

/** Whether a comma in a name is quoted is not known; the two times after the name show where it ends. */
function rejoinName({ count, name, of }: Columns, cells: string[]): string[] {
  if (name < 0 || cells.length <= count) return cells;
  const shift = cells.findIndex((_, index) => index >= of.createdAt && isTime(cells[index]) && isTime(cells[index + 1])) - of.createdAt;
  if (shift <= 0) return cells;
  return [...cells.slice(0, name), cells.slice(name, name + shift + 1).join(","), ...cells.slice(name + shift + 1)];
}

function isTime(text: string | undefined): boolean {
  return parseTime(text ?? "") !== null;
}
