import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOW, newAppWorld, SELLER_ID } from "../../fixtures/app-contract";
import { wholeBill } from "../../fixtures/whole-bill";
import type { Gateway } from "../../gateway";
import { decodeGbk, encodeGbk } from "../../gbk";
import { billFields } from "../bill-query";
import { createOpenApiGateway } from "../gateway";
import { parseRequest } from "../request";
import { buildResponse, failureFields } from "../response";
import { type BillEntry, buildBillCsv } from "./bill-csv";
import { buildBillFile, parseBillFile } from "./bill-file";
import { writeZip } from "./zip";

const DAY = "2026-11-21";
const world = newAppWorld();

const paid: BillEntry = {
  tradeNo: "2026112122001468450512505578",
  outTradeNo: "X20261121A7",
  type: "payment",
  amountFen: 10_000,
  outRequestNo: null,
  completedAt: new Date("2026-11-21T06:49:27Z"),
  subject: "小铺订单 春茶",
  createdAt: new Date("2026-11-21T06:49:13Z"),
  buyer: "*杨(137****2600)",
};
const refunded: BillEntry = {
  ...paid,
  type: "refund",
  amountFen: 1_980,
  outRequestNo: "R1",
  completedAt: new Date("2026-11-21T09:00:00Z"),
};
const bill = { sellerId: SELLER_ID, day: DAY, entries: [paid, refunded] };
const csv = buildBillCsv(bill);

/** A list in an archive of its own, read to its end. */
async function read(text: string) {
  return wholeBill(await parseBillFile(writeZip([{ name: "业务明细.csv", bytes: encodeGbk(text) }])));
}
const both = { kind: "bill", rows: [paid, refunded].map(rowOf), unreadable: [] };

function rowOf({ subject: _, createdAt: __, buyer: ___, ...row }: BillEntry) {
  return row;
}

/** The gateway answers with `fields`, and its download address with `file`. */
function shopThatFinds(fields: Record<string, unknown>, file: Buffer | number = 404): Gateway {
  const network = async (url: string | URL | Request, init?: RequestInit) => {
    if (!init?.body) return typeof file === "number" ? new Response("", { status: file }) : new Response(new Uint8Array(file));
    const request = parseRequest(new URL(String(url)).search.slice(1), String(init.body), world.findContract);
    if (!request.ok) throw new Error(request.subCode);
    expect(request.bizContent).toEqual({ bill_type: "trade", bill_date: DAY });
    return new Response(buildResponse(world.contract, request.method, fields));
  };
  return createOpenApiGateway({ config: world.config, fetch: network, now: () => NOW });
}

describe("the shop fetches yesterday's bill", () => {
  const here = billFields({ url: "http://gateway.test/bill?id=1", isEmpty: false });

  test("and reads payments and refunds out of it", async () => {
    expect(await wholeBill(await shopThatFinds(here, buildBillFile(bill)).fetchBill(DAY))).toEqual(both);
  });

  test("and learns that the day had no business, or has no bill yet", async () => {
    expect(await shopThatFinds(billFields({ url: "http://gateway.test/bill", isEmpty: true })).fetchBill(DAY)).toEqual({ kind: "empty" });
    for (const code of ["NO_BILL_DATA", "BILL_NOT_EXIST", "isp.bill_not_exist"])
      expect(await shopThatFinds(failureFields(code, "")).fetchBill(DAY)).toEqual({ kind: "not_ready" });
    for (const code of ["INVAILID_ARGUMENTS", "BILL_DATE_BEFORE_REGISTRATION"])
      expect(await shopThatFinds(failureFields(code, "")).fetchBill(DAY)).toEqual({ kind: "too_old" });
  });

  test.each([
    ["its address has run out", here, 403],
    ["no address is given", { ...here, bill_download_url: "" }, 200],
    ["the address is none of the web's", { ...here, bill_download_url: "file:///etc/passwd" }, 200],
    ["Alipay has a fault", failureFields("UNKNOWN_ERROR", ""), 200],
  ])("but when %s, it is unknown what the day was", async (_, fields, file) => {
    expect(await shopThatFinds(fields, file).fetchBill(DAY)).toMatchObject({ kind: "unknown" });
  });

  test.each([
    ["no archive", Buffer.from("<html/>")],
    ["cut off", buildBillFile(bill).subarray(0, -30)],
    ["an archive without a list", writeZip([{ name: "a.csv", bytes: Buffer.from("#\n") }])],
    ["an archive with two", writeZip([1, 2].map((n) => ({ name: `${n}.csv`, bytes: encodeGbk(csv) })))],
  ])("but when the file is %s, the bill is there and cannot be read", async (_, file) => {
    expect(await shopThatFinds(here, file).fetchBill(DAY)).toMatchObject({ kind: "unreadable" });
  });

  test("and never asks for anything but a day", async () => {
    await expect(shopThatFinds(here).fetchBill("2026-13-01")).rejects.toThrow(RangeError);
  });
});

describe("a bill's list", () => {
  test("is read as published ones are: ids behind tabs, refunds of either sign, trailer below", async () => {
    const plus = csv.replaceAll("-19.80", "19.80");
    for (const text of [csv, plus, csv.replaceAll("\r\n", "\n")]) expect(await read(text)).toEqual(both);
  });

  test("is read with a heading that is padded or quoted, and with several shops in it", async () => {
    const heading = csv.split("\r\n")[4] ?? "";
    const padded = heading.split(",").map((name, index) => (index % 2 ? `"${name}"` : `${name}\t`));
    expect(await read(csv.replace(heading, padded.join(",")))).toEqual(both);
    const shops = csv.replaceAll("\t,\t,\t,\t,", "0001\t,东门店\t,张三\t,T1\t,");
    expect(shops).toContain("东门店");
    expect(await read(shops)).toEqual(both);
  });

  test("may have no rows, and rows of no money", async () => {
    expect(await read(buildBillCsv({ ...bill, entries: [] }))).toEqual({ kind: "bill", rows: [], unreadable: [] });
    const free = csv.replaceAll("100.00", "0.00");
    expect(await read(free)).toEqual({ ...both, rows: [{ ...rowOf(paid), amountFen: 0 }, rowOf(refunded)] });
  });

  test("is read whatever the goods are called, with quotes or without", async () => {
    for (const name of ["茶,糖,盐", '"茶,糖"', '"5"" 茶"', ",,,", ""])
      expect(await read(csv.replaceAll(paid.subject, name)), name).toEqual(both);
    const remarked = csv.replace(/(0\.00,0\.00,)\r\n/, "$1一,二,三\r\n");
    expect(await read(remarked)).toEqual(both);
  });

  test.each([
    ["counts other payments than it lists", csv.replace("#交易合计：1笔", "#交易合计：2笔")],
    ["has another sum", csv.replace("商家实收共100.00元", "商家实收共99.99元")],
    ["counts other refunds", csv.replace("#退款合计：1笔", "#退款合计：3笔")],
    ["lacks its count", csv.replace(/#交易合计.*\r\n/, "")],
    ["is cut off", csv.slice(0, csv.indexOf("#-----------------------------------------业务明细列表结束"))],
    ["lacks a row", csv.replace(/^2026112122001468450512505578.*\r\n/m, "")],
    ["lists a row twice", csv.replace(/^(2026112122001468450512505578.*\r\n)/m, "$1$1")],
    ["lacks a column", csv.replace("订单金额（元）", "金额")],
    ["has no heading", "#支付宝业务明细查询"],
    ["has a line without an end", csv.replace(paid.subject, "茶".repeat(40_000))],
  ])("that %s is refused whole", async (_, text) => {
    expect(await read(text)).toMatchObject({ kind: "unreadable" });
  });
});

test("a bill of any trades comes back as it was written", async () => {
  const entries = fc.record<BillEntry>({
    tradeNo: fc.stringMatching(/^[0-9]{28}$/),
    outTradeNo: fc.stringMatching(/^[A-Za-z0-9_]{1,64}$/),
    type: fc.constantFrom("payment", "refund"),
    amountFen: fc.integer({ min: 1, max: 1_000_000 }),
    outRequestNo: fc.stringMatching(/^[A-Za-z0-9]{3,24}$/),
    completedAt: fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }).map((seconds) => new Date(seconds * 1000)),
    subject: fc.stringMatching(/^[一-龥a-z0-9 ,，]{0,20}$/),
    createdAt: fc.constant(paid.createdAt),
    buyer: fc.constant("张*"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(entries, { maxLength: 20 }), async (list) => {
      const whole = list.map((entry) => ({ ...entry, outRequestNo: entry.type === "refund" ? entry.outRequestNo : null }));
      const back = await wholeBill(await parseBillFile(buildBillFile({ ...bill, entries: whole })));
      expect(back).toEqual({ kind: "bill", rows: whole.map(rowOf), unreadable: [] });
    }),
    { numRuns: 50 },
  );
});

test("GBK says what UTF-8 says, as far as it can", () => {
  expect(encodeGbk("支付宝").toString("hex")).toBe("d6a7b8b6b1a6");
  expect(decodeGbk(encodeGbk("茶 1斤，￥5.00"))).toBe("茶 1斤，￥5.00");
  expect(encodeGbk("🍵a").toString()).toBe("?a");
  expect(decodeGbk(Uint8Array.of(0xd6))).toBeNull();
});
