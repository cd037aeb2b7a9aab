import { describe, expect, test } from "vitest";
import { readSheet } from "@/lib/shop/sheets/read-sheet";
import { writeCsv } from "@/lib/shop/sheets/write-csv";
import { writeXlsx } from "@/lib/shop/sheets/write-xlsx";
import { type Choice, MOST_NAMED, readChoice, writeChoice } from "./choice";
import { columnsOf, type Layout, ORDER_COLUMNS, rowsOf, type SheetOrder } from "./order-sheet";

const STATUS = { PENDING: "待付款", PAID: "待发货", SHIPPED: "已发货", COMPLETED: "已完成", CLOSED: "已关闭" };
const ORDER: SheetOrder = {
  ...{ no: "2026112200000001", status: "SHIPPED", itemsFen: 5960, adjustFen: 0, shippingFen: 800, totalFen: 6760, refundedFen: 1980 },
  ...{ createdAt: new Date("2026-11-21T16:00:00Z"), paidAt: new Date("2026-11-21T16:01:02Z"), shippedAt: null },
  ...{ note: '=HYPERLINK("http://evil")', receiverName: "王小明", receiverPhone: "13800000000" },
  ...{ province: "北京市", city: "北京市", district: "朝阳区", addressDetail: "建国路 1 号" },
  parcels: [{ courier: "顺丰速运", trackingNo: "1007896781640" }],
  lines: [
    { title: "龙井茶", variantName: "3-6", sku: "007", priceFen: 1980, quantity: 2, discountFen: 0, adjustFen: 0 },
    { title: "马克杯", variantName: "", sku: "", priceFen: 2000, quantity: 1, discountFen: 0, adjustFen: 0 },
  ],
};
test.each<[Layout]>([["orders"], ["lines"]])("a file for whoever must not see sums (%s) has everything else", (layout) => {
  const columns = columnsOf(layout, { hasMoney: false });
  expect(ORDER_COLUMNS[layout].filter((column) => !columns.includes(column)).sort()).toEqual(
    [...(layout === "lines" ? ["price", "lineSum"] : []), "adjust", "discount", "freight", "items", "paid", "refunded", "total"].sort(),
  );
  const rows = rowsOf(ORDER, layout, { status: STATUS, columns });
  for (const cells of rows) expect(cells).toHaveLength(columns.length);
  expect(JSON.stringify(rows)).not.toMatch(/59\.60|8\.00|67\.60|19\.80|20\.00/);
  expect(columnsOf(layout, { hasMoney: true })).toEqual(ORDER_COLUMNS[layout]);
});

const row = (layout: Layout, nth = 0) => {
  const cells = rowsOf(ORDER, layout, { status: STATUS, columns: ORDER_COLUMNS[layout] })[nth] ?? [];
  return Object.fromEntries(ORDER_COLUMNS[layout].map((column, index) => [column, cells[index]]));
};

async function* these<Value>(values: readonly Value[]): AsyncGenerator<Value> {
  yield* values;
}
const bytesOf = async (pieces: AsyncIterable<string | Uint8Array>) => {
  const chunks: Uint8Array[] = [];
  for await (const piece of pieces) chunks.push(Buffer.from(piece as string));
  return Buffer.concat(chunks);
};

describe("an owner who takes orders out of the shop", () => {
  test("has one row for each order: yuan with two decimals, Beijing time, a city that is named once, all goods in one cell", () => {
    expect(row("orders")).toMatchObject({
      ...{ no: "2026112200000001", status: "已发货", placedAt: "2026-11-22 00:00:00", paidAt: "2026-11-22 00:01:02", shippedAt: "" },
      ...{ name: "王小明", phone: "13800000000", address: "北京市朝阳区建国路 1 号" },
      ...{ goods: "龙井茶 [3-6] (007) ×2；马克杯 ×1", pieces: { number: "3" } },
      ...{ total: { number: "67.60", decimals: 2 }, discount: { number: "0.00", decimals: 2 }, refunded: { number: "19.80", decimals: 2 } },
      ...{ courier: "顺丰速运", trackingNo: "1007896781640" },
    });
  });

  test("sees what the owner made cheaper apart from what came off by itself, and what each line cost in the end", () => {
    const lines = ORDER.lines.map((line, place) => (place === 0 ? { ...line, discountFen: 160, adjustFen: -300 } : line));
    const cells =
      rowsOf({ ...ORDER, lines, adjustFen: -300, totalFen: 6300 }, "lines", { status: STATUS, columns: ORDER_COLUMNS.lines })[0] ?? [];
    const cell = (column: (typeof ORDER_COLUMNS.lines)[number]) => cells[ORDER_COLUMNS.lines.indexOf(column)];
    expect([cell("discount"), cell("adjust"), cell("total"), cell("lineSum")]).toEqual(
      ["1.60", "-3.00", "63.00", "35.00"].map((number) => ({ number, decimals: 2 })),
    );
  });

  test("or one for each line, in which the order's money stands once, so that a column adds up", () => {
    expect(row("lines")).toMatchObject({ title: "龙井茶", sku: "007", quantity: { number: "2" }, total: { number: "67.60", decimals: 2 } });
    expect(row("lines", 1)).toMatchObject({
      no: "2026112200000001",
      title: "马克杯",
      total: "",
      paid: "",
      address: "北京市朝阳区建国路 1 号",
    });
  });

  test("is not told that an unpaid order was paid", () => {
    const [cells] = rowsOf({ ...ORDER, paidAt: null, status: "PENDING" }, "orders", { status: STATUS, columns: ORDER_COLUMNS.orders });
    expect(cells?.[ORDER_COLUMNS.orders.indexOf("paid")]).toBe("");
  });

  test("opens the CSV in a spreadsheet: no number rounded, no date made of 3-6, no formula run", async () => {
    const csv = (
      await bytesOf(writeCsv(these([["订单号", "备注"], ...rowsOf(ORDER, "lines", { status: STATUS, columns: ORDER_COLUMNS.lines })])))
    ).toString("utf8");
    expect(csv.startsWith("\uFEFF订单号,备注\r\n2026112200000001\t,")).toBe(true);
    expect(csv).toContain(",3-6\t,007\t,19.80,2,39.60,");
    expect(csv).toContain(",13800000000\t,");
    expect(csv).toContain(",建国路 1 号,");
    expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(csv.endsWith("\r\n")).toBe(true);
  });

  test("opens the workbook, in which numbers are texts and sums can be added up", async () => {
    const read = await readSheet(
      await bytesOf(writeXlsx("订单", these(rowsOf(ORDER, "orders", { status: STATUS, columns: ORDER_COLUMNS.orders })))),
    );
    const cells = read.ok ? read.rows[0]?.cells : [];
    expect(cells?.[0]).toBe("2026112200000001");
    expect(cells?.[ORDER_COLUMNS.orders.indexOf("total")]).toBe("67.6");
    expect(cells).toContain('=HYPERLINK("http://evil")');
  });
});

describe("which orders are meant", () => {
  const FILTER: Choice = { tab: "paid", search: "王", days: { from: "2026-11-01", to: "2026-11-30" }, printed: "no" };

  test("stands in an address, and is read from there as it was written", () => {
    for (const choice of [FILTER, { nos: ["2026112200000001", "2026112200000002"] }] satisfies Choice[]) {
      const query = new URLSearchParams(writeChoice(choice));
      expect(readChoice(Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)])), "all")).toEqual(choice);
    }
  });

  test("is nothing that only looks like a day, a tab or a number, and no more than a page of ticks", () => {
    const odd = { no: ["1; DROP", "12"], tab: "everything", from: "2026-02-30", to: "9999-99-99", printed: "maybe", q: "x".repeat(200) };
    expect(readChoice(odd, "paid")).toEqual({ tab: "paid", search: "x".repeat(64), days: { from: null, to: null }, printed: null });
    const many = Array.from({ length: 500 }, (_, nth) => String(10_000_000_000 + nth));
    expect(readChoice({ no: many }, "paid")).toEqual({ nos: many.slice(0, MOST_NAMED) });
  });
});
