import { formatAmount, parseAmount } from "../../amount";
import type { BillRow } from "../../gateway";
import { formatTime, parseTime } from "../../time";

/** The columns of a day's trades (docs/wire/alipay-openapi.md §1.7). */
const COLUMNS =
  "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注".split(
    ",",
  );
const NEEDED = ["支付宝交易号", "商户订单号", "业务类型", "创建时间", "完成时间", "订单金额（元）", "商家实收（元）", "退款批次号/请求号"];
const NAME_COLUMN = "商品名称";
const TYPES = new Map<string, BillRow["type"]>([
  ["交易", "payment"],
  ["退款", "refund"],
]);

export type ParsedBill = { ok: true; rows: BillRow[] } | { ok: false; problem: string };

/** Whether a file of the archive is the list of trades and not the summary. */
export function isDetail(text: string): boolean {
  return text.includes("业务明细列表") && text.split(/\r?\n/).some(isHeading);
}

/**
 * Reads the list of a day's trades. Columns are found by their names. The whole bill is refused when a row has an unknown
 * type, when a sum or time cannot be read, when the list has no end, or when its last lines count other rows than it holds:
 * a bill that was read in part would show discrepancies where there are none.
 */
export function parseBillCsv(text: string): ParsedBill {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const start = lines.findIndex(isHeading);
  const end = lines.findIndex((line, index) => index > start && line.startsWith("#") && line.includes("业务明细列表结束"));
  if (start < 0) return { ok: false, problem: "the bill has no heading" };
  if (end < 0) return { ok: false, problem: "the bill has no end" };
  const columns = cellsOf(lines[start] ?? "");
  const lacking = NEEDED.find((name) => !columns.includes(name));
  if (lacking) return { ok: false, problem: `the bill has no column ${lacking}` };
  const rows: BillRow[] = [];
  const seen = { payment: 0, refund: 0, receivedFen: 0 };
  for (const line of lines.slice(start + 1, end)) {
    if (line.trim() === "") continue;
    const read = readRow(columns, line);
    if (!read) return { ok: false, problem: `row ${rows.length + 1} of the bill cannot be read` };
    rows.push(read.row);
    seen[read.row.type] += 1;
    if (read.row.type === "payment") seen.receivedFen += read.receivedFen;
  }
  const problem = checkTrailer(lines.slice(end + 1).join("\n"), seen);
  return problem ? { ok: false, problem } : { ok: true, rows };
}

function isHeading(line: string): boolean {
  return line.includes(",") && cellsOf(line)[0] === COLUMNS[0];
}

function readRow(columns: string[], line: string): { row: BillRow; receivedFen: number } | null {
  const cells = rejoinName(columns, cellsOf(line));
  const cell = (name: string) => cells[columns.indexOf(name)] ?? "";
  const type = TYPES.get(cell("业务类型"));
  const amountFen = parseSigned(cell("订单金额（元）"));
  const receivedFen = parseSigned(cell("商家实收（元）"));
  const completedAt = parseTime(cell("完成时间"));
  const tradeNo = cell("支付宝交易号");
  if (!type || !amountFen || receivedFen === null || !completedAt || !/^\d+$/.test(tradeNo)) return null;
  const outRequestNo = type === "refund" ? cell("退款批次号/请求号") || null : null;
  return { row: { tradeNo, outTradeNo: cell("商户订单号"), type, amountFen, outRequestNo, completedAt }, receivedFen };
}

/** Ids end with a tab, so that spreadsheets take them for text. Quoted cells were never seen, but CSV allows them. */
function cellsOf(line: string): string[] {
  const cells = line.match(/(?<=^|,)(?:"(?:[^"]|"")*"|[^,]*)(?=,|$)/g) ?? [];
  return cells.map((cell) => (/^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell).trim());
}

/** Whether a comma in a name is quoted is not known; the two times after the name show where it ends. */
function rejoinName(columns: string[], cells: string[]): string[] {
  const name = columns.indexOf(NAME_COLUMN);
  if (name < 0 || cells.length <= columns.length) return cells;
  const created = columns.indexOf("创建时间");
  const shift = cells.findIndex((_, index) => index >= created && isTime(cells[index]) && isTime(cells[index + 1])) - created;
  if (shift <= 0) return cells;
  return [...cells.slice(0, name), cells.slice(name, name + shift + 1).join(","), ...cells.slice(name + shift + 1)];
}

function isTime(text: string | undefined): boolean {
  return parseTime(text ?? "") !== null;
}

/** Both "-35.80" and "35.80": the sources disagree about the sign of refunds, and the row's type decides. Zero is 0. */
function parseSigned(text: string): number | null {
  const plain = text.replace(/^-/, "");
  return /^0(\.0{1,2})?$/.test(plain) ? 0 : parseAmount(plain);
}

/** `#交易合计：3笔，商家实收共9.93元，…` is required; the line about refunds is compared where it exists. */
function checkTrailer(text: string, seen: { payment: number; refund: number; receivedFen: number }): string | null {
  const trades = /#交易合计：(\d+)笔，商家实收共(-?[\d.]+)元/.exec(text);
  const refunds = /#退款合计：(\d+)笔/.exec(text);
  if (!trades) return "the bill does not count its trades";
  if (Number(trades[1]) !== seen.payment) return `the bill counts ${trades[1]} trades and lists ${seen.payment}`;
  if (parseSigned(trades[2] ?? "") !== seen.receivedFen) return "the bill's sum is not that of its trades";
  if (refunds && Number(refunds[1]) !== seen.refund) return `the bill counts ${refunds[1]} refunds and lists ${seen.refund}`;
  return null;
}

/** The gateway's side: a row, with the columns that the shop does not read. */
export type BillEntry = BillRow & { subject: string; createdAt: Date; buyer: string };

/** The gateway's side: the list of a day's trades as text, refunds negative. */
export function buildBillCsv(bill: { sellerId: string; day: string; entries: BillEntry[] }): string {
  const sums = { payment: 0, refund: 0 };
  const count = { payment: 0, refund: 0 };
  for (const { type, amountFen } of bill.entries) {
    sums[type] += amountFen;
    count[type] += 1;
  }
  return [
    "#支付宝业务明细查询",
    `#账号：[${bill.sellerId}0156]`,
    `#起始日期：[${daySlash(bill.day)} 00:00:00]   终止日期：[${daySlash(nextDay(bill.day))} 00:00:00]`,
    "#-----------------------------------------业务明细列表----------------------------------------",
    COLUMNS.join(","),
    ...bill.entries.map(writeRow),
    "#-----------------------------------------业务明细列表结束------------------------------------",
    `#交易合计：${count.payment}笔，商家实收共${sum(sums.payment)}元，商家优惠共0.00元`,
    `#退款合计：${count.refund}笔，商家实收退款共${sum(sums.refund)}元，商家优惠退款共0.00元`,
    "",
  ].join("\r\n");
}

function writeRow(entry: BillEntry): string {
  const sign = entry.type === "refund" ? "-" : "";
  const amount = `${sign}${formatAmount(entry.amountFen)}`;
  const name = entry.type === "payment" ? "交易" : "退款";
  const ids = [`${entry.tradeNo}\t`, `${entry.outTradeNo}\t`, `${name}\t`, entry.subject.replaceAll(",", "，")];
  const times = [formatTime(entry.createdAt), formatTime(entry.completedAt), "\t", "\t", "\t", "\t", `${entry.buyer}\t`];
  const money = [amount, amount, "0.00", "0.00", "0.00", "0.00", "0.00", "", "0.00\t", "0.00"];
  return [...ids, ...times, ...money, `${entry.outRequestNo ?? ""}\t`, "0.00", "0.00", ""].join(",");
}

function sum(fen: number): string {
  return fen === 0 ? "0.00" : formatAmount(fen);
}

function daySlash(day: string): string {
  return day.replace(/^(\d+)-(\d+)-(\d+)$/, "$1年$2月$3日");
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
