import { encodeGbk } from "@/lib/alipay/gbk";
import { buildBillCsv } from "@/lib/alipay/openapi/bill/bill-csv";
import { parseBillFile } from "@/lib/alipay/openapi/bill/bill-file";
import { writeZip } from "@/lib/alipay/openapi/bill/zip";
import { mustHold, type Target } from "./target";

/** Bills: as archives, in which nearly every change is damage, and as lists in whole archives. */
export function billTargets(archive: Buffer): Target[] {
  const at = new Date("2026-11-22T06:49:28Z");
  const entry = {
    tradeNo: "2026112222001468450512505578",
    outTradeNo: "X20261122A7",
    amountFen: 100,
    completedAt: at,
    subject: "茶",
    createdAt: at,
    buyer: "1",
  };
  const list = buildBillCsv({
    sellerId: "2088102000000001",
    day: "2026-11-22",
    entries: [
      { ...entry, type: "payment", outRequestNo: null },
      { ...entry, type: "refund", outRequestNo: "R1" },
    ],
  });
  const asArchive = (bytes: Buffer) => writeZip([{ name: "业务明细.csv", bytes }]);
  return [
    { name: "archives of bills", seeds: [archive], read: readBill, mostBytes: 65_536 },
    { name: "lists of bills", seeds: [encodeGbk(list), Buffer.from(list)], read: (bytes) => readBill(asArchive(bytes)), mostBytes: 65_536 },
  ];
}

async function readBill(archive: Buffer): Promise<void> {
  const bill = await parseBillFile(archive);
  if (bill.kind !== "bill") {
    mustHold(bill.kind === "unreadable" && bill.detail !== "", "a bill is read, or it is said why not");
    return;
  }
  let rows = 0;
  for await (const { amountFen, type, completedAt } of bill.rows) {
    rows += 1;
    mustHold(Number.isSafeInteger(amountFen) && amountFen >= 0, "a sum is whole and never negative");
    mustHold((type === "payment" || type === "refund") && !Number.isNaN(completedAt.getTime()), "a row has its kind and time");
  }
  mustHold(rows < 100_000, "a bill has no more rows than it has room for");
}
