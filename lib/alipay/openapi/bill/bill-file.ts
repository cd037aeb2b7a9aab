import type { Bill, BillRow, UnreadableLine } from "../../gateway";
import { encodeGbk } from "../../gbk";
import { type BillEntry, buildBillCsv } from "./bill-csv";
import { readHeading } from "./bill-row";
import { byteLines } from "./byte-lines";
import { BillProblem, readBill } from "./read-bill";
import { openZip, writeZip, type ZippedFile } from "./zip";

/** A day of more than a million trades; none of it is held in memory. */
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;

/**
 * Reads the archive that a bill is downloaded as: two CSV files, of which one lists the trades
 * (docs/wire/alipay-openapi.md §1.7). It is read to its end once, so that what is handed out is known to be whole, and then again
 * as its rows are wanted: no more than a piece of it is ever in memory unpacked.
 */
export async function parseBillFile(archive: Buffer): Promise<Bill> {
  const zip = openZip(archive, { maxBytes: MAX_UNPACKED_BYTES });
  if (!zip.ok) return unreadable(`the bill's archive ${zip.problem}`);
  try {
    const lists: ZippedFile[] = [];
    for (const file of zip.files) if (await isList(file)) lists.push(file);
    const [list] = lists;
    if (!list || lists.length > 1) return unreadable("the bill's archive holds no list of trades, or two");
    return { kind: "bill", unreadable: await readThrough(list), rows: { [Symbol.asyncIterator]: () => rowsOf(list) } };
  } catch (error) {
    if (error instanceof BillProblem) return unreadable(error.message);
    if (error instanceof RangeError) return unreadable(`the bill's archive ${error.message}`);
    throw error;
  }
}

function unreadable(detail: string): Bill {
  return { kind: "unreadable", detail };
}

/** Whether a file of the archive is the list of trades and not the summary. */
async function isList({ chunks }: ZippedFile): Promise<boolean> {
  for await (const line of byteLines(chunks())) if (!line.startsWith("#") && readHeading(line) !== null) return true;
  return false;
}

/** Reads the list to its end; answers which of its lines are no rows. */
async function readThrough({ chunks }: ZippedFile): Promise<UnreadableLine[]> {
  const lines: UnreadableLine[] = [];
  for await (const part of readBill(byteLines(chunks()))) if ("unreadable" in part) lines.push(part.unreadable);
  return lines;
}

async function* rowsOf({ chunks }: ZippedFile): AsyncGenerator<BillRow> {
  for await (const part of readBill(byteLines(chunks()))) if ("row" in part) yield part.row;
}

/** The gateway's side: the archive of a day. */
export function buildBillFile(bill: { sellerId: string; day: string; entries: BillEntry[] }): Buffer {
  const name = `${bill.sellerId}0156_${bill.day.replaceAll("-", "")}`;
  const summary = ["#支付宝业务汇总查询", `#账号：[${bill.sellerId}0156]`, `#合计：${bill.entries.length}笔`, ""].join("\r\n");
  return writeZip([
    { name: `${name}_业务明细.csv`, bytes: encodeGbk(buildBillCsv(bill)) },
    { name: `${name}_业务明细(汇总).csv`, bytes: encodeGbk(summary) },
  ]);
}
