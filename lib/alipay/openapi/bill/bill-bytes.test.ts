import { describe, expect, test } from "vitest";
import { SELLER_ID } from "../../fixtures/app-contract";
import { wholeBill } from "../../fixtures/whole-bill";
import { encodeGbk } from "../../gbk";
import { type BillEntry, buildBillCsv } from "./bill-csv";
import { parseBillFile } from "./bill-file";
import { writeZip } from "./zip";

const at = new Date("2026-11-21T06:49:27Z");
const sale = (index: number, change: Partial<BillEntry> = {}): BillEntry => ({
  ...{ tradeNo: `202611212200146845051250557${index}`, outTradeNo: `XP20261121A${index}`, type: "payment", amountFen: 1_000 + index },
  ...{ outRequestNo: null, completedAt: at, createdAt: at, subject: `GOODS${index}`, buyer: "*杨(137****2600)" },
  ...change,
});
const csvOf = (...entries: BillEntry[]) => buildBillCsv({ sellerId: SELLER_ID, day: "2026-11-21", entries });
const read = async (bytes: Buffer) => wholeBill(await parseBillFile(writeZip([{ name: "业务明细.csv", bytes }])));
const gbk = (...entries: BillEntry[]) => encodeGbk(csvOf(...entries));

/** The bytes of the bill, with other bytes where the first sale's goods are named. */
function named(bytes: Buffer, name: Uint8Array): Buffer {
  const at = bytes.indexOf("GOODS0");
  return Buffer.concat([bytes.subarray(0, at), name, bytes.subarray(at + 6)]);
}

describe("what other people wrote into the bill refuses no day", () => {
  const entries = [sale(0), sale(1)];
  const rows = [{ outTradeNo: "XP20261121A0" }, { outTradeNo: "XP20261121A1" }];

  test.each<[string, number[]]>([
    ["half a character, cut off where the column ended", [0xb2, 0xe8, 0xd6]],
    ["bytes that no charset knows", [0xff, 0x80, 0xfe, 0xff]],
    ["characters of four bytes (GB18030)", [0x95, 0x32, 0x82, 0x36, 0x81, 0x30, 0x84, 0x36]],
    ["UTF-8 in the middle of a GBK file", [...Buffer.from("🍵茶")]],
    ["control characters", [0x00, 0x01, 0x0b, 0x7f]],
  ])("%s", async (_, name) => {
    expect(await read(named(gbk(...entries), Uint8Array.from(name)))).toMatchObject({ kind: "bill", rows, unreadable: [] });
  });

  test.each(["", "\uFEFF"])("a whole file in UTF-8, with the byte order mark %j", async (mark) => {
    const bytes = Buffer.from(
      mark + csvOf(sale(0, { subject: "🍵茶,两斤" }), sale(1), sale(2, { type: "refund", outRequestNo: "RF1" })),
      "utf8",
    );
    expect(await read(bytes)).toMatchObject({ kind: "bill", rows: [...rows, { type: "refund", outRequestNo: "RF1" }], unreadable: [] });
  });
});

describe("a line that cannot be read is named, and the others count", () => {
  const three = () => gbk(sale(0), sale(1), sale(2));
  const replaced = (bytes: Buffer, from: string | Buffer, to: string | Buffer) => {
    const at = bytes.indexOf(from);
    expect(at).toBeGreaterThan(0);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(to as string), bytes.subarray(at + Buffer.byteLength(from as string))]);
  };

  test.each<[string, string | Buffer, string | Buffer, string | null]>([
    ["a sum", "10.01", "1e2", "2026112122001468450512505571"],
    ["a number of its order that is not ASCII", "XP20261121A1", Buffer.from([0x58, 0xb2, 0xe8]), "2026112122001468450512505571"],
    ["a number of its trade", "2026112122001468450512505571", "20261121x", null],
    [
      "a type that we do not know",
      Buffer.concat([Buffer.from("XP20261121A1\t,"), encodeGbk("交易")]),
      Buffer.concat([Buffer.from("XP20261121A1\t,"), encodeGbk("转账")]),
      "2026112122001468450512505571",
    ],
  ])("for %s", async (_, from, to, tradeNo) => {
    expect(await read(replaced(three(), from, to))).toMatchObject({
      kind: "bill",
      rows: [{ outTradeNo: "XP20261121A0" }, { outTradeNo: "XP20261121A2" }],
      unreadable: [{ line: 7, tradeNo }],
    });
  });

  test("but when not one line can be read, the bill is", async () => {
    const bytes = Buffer.from(csvOf(sale(0), sale(1)).replaceAll("2026-11-21 14:49:27", "21.11.2026"), "utf8");
    expect(await read(bytes)).toMatchObject({ kind: "unreadable" });
  });

  test("and a line that is missing besides refuses the bill", async () => {
    const text = csvOf(sale(0), sale(1), sale(2), sale(3))
      .replace(/^.*A3.*\r\n/m, "")
      .replace("10.01", "1e2");
    expect(await read(Buffer.from(text, "utf8"))).toMatchObject({ kind: "unreadable", detail: expect.stringContaining("counts") });
  });
});

test("a bill of thirty-three thousand lines is read as often as it is asked for, and nothing of it is kept", async () => {
  const many = Array.from({ length: 33_000 }, (_, index) => sale(0, { tradeNo: `2026112122001${String(index).padStart(15, "0")}` }));
  const bill = await parseBillFile(writeZip([{ name: "业务明细.csv", bytes: gbk(...many) }]));
  for (let times = 0; times < 2; times++) {
    let count = 0;
    let sumFen = 0;
    for await (const { amountFen } of bill.kind === "bill" ? bill.rows : []) {
      count += 1;
      sumFen += amountFen;
    }
    expect([count, sumFen]).toEqual([33_000, 33_000_000]);
  }
  expect(Array.isArray(bill.kind === "bill" && bill.rows)).toBe(false);
});
