import type { Bill } from "../../gateway";
import { decodeGbk, encodeGbk } from "../../gbk";
import { type BillEntry, buildBillCsv, isDetail, parseBillCsv } from "./bill-csv";
import { readZip, writeZip } from "./zip";

/** A day of some hundred thousand trades. */
const MAX_UNPACKED_BYTES = 128 * 1024 * 1024;

/**
 * Reads the archive that a bill is downloaded as: two CSV files in GBK, of which one lists the trades
 * (docs/wire/alipay-openapi.md §1.7).
 */
export async function parseBillFile(archive: Buffer): Promise<Bill> {
  const zip = await readZip(archive, { maxBytes: MAX_UNPACKED_BYTES });
  if (!zip.ok) return { kind: "unknown", detail: `the bill's archive ${zip.problem}` };
  const details = zip.entries.flatMap(({ bytes }) => {
    const text = decodeGbk(bytes);
    return text !== null && isDetail(text) ? [text] : [];
  });
  const [detail] = details;
  if (detail === undefined || details.length > 1) return { kind: "unknown", detail: "the bill's archive holds no list of trades, or two" };
  const parsed = parseBillCsv(detail);
  return parsed.ok ? { kind: "bill", rows: parsed.rows } : { kind: "unknown", detail: parsed.problem };
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
