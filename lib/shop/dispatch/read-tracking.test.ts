import { describe, expect, test } from "vitest";
import { MOST_PARCELS } from "@/lib/shop/parcels/parcel";
import { readSheet } from "@/lib/shop/sheets/read-sheet";
import { judgeRows, type StandingOrder } from "./judge-rows";
import { readTracking, readTrackingHeadings } from "./read-tracking";

const SF = "SF1007896781640";
const [FIRST, SECOND, THIRD] = ["2611220000000001", "2611220000000002", "2611220000000003"];

async function read(csv: string | Uint8Array, courier: string | null = null) {
  const sheet = await readSheet(typeof csv === "string" ? new TextEncoder().encode(csv) : csv);
  if (!sheet.ok) throw new Error(sheet.reason);
  const [headings, ...rows] = sheet.rows;
  return readTracking(readTrackingHeadings(headings?.cells ?? []), rows, courier);
}
const only = async (cells: string, courier: string | null = null) => {
  const [row] = await read(`订单号,快递公司,快递单号\n${cells}`, courier);
  if (!row) throw new Error("no row");
  return row;
};
const problemOf = async (cells: string) => (await only(cells)).problem;

describe("an owner who brings in a file of tracking numbers", () => {
  test.each([
    "订单号,快递公司,快递单号",
    "订单编号,物流公司,运单号",
    "商家订单号,快递名称,物流单号",
    "序号, 订单编号 ,收货人,物流公司,备注,“快递单号”",
  ])("may call its columns as other programs do: %s", async (headings) => {
    const columns = headings.split(",");
    const at = (names: RegExp) => columns.findIndex((name) => names.test(name));
    const cells = columns.map(() => "x");
    cells[at(/订单/)] = FIRST ?? "";
    cells[at(/公司|名称/)] = "顺丰";
    cells[at(/单号$|单号”$/)] = SF;
    if (at(/订单号/) === at(/单号$/)) cells[columns.findLastIndex((name) => /单号/.test(name))] = SF;
    cells[at(/订单/)] = FIRST ?? "";
    expect(await read(`${headings}\n${cells.join(",")}`)).toMatchObject([
      { orderNo: FIRST, courier: "顺丰速运", trackingNo: SF, problem: null },
    ]);
  });

  test("may have saved it as the Chinese Excel does, in GBK", async () => {
    // 订单号,快递公司,快递单号 / …,中通,…
    const head = [
      0xb6, 0xa9, 0xb5, 0xa5, 0xba, 0xc5, 0x2c, 0xbf, 0xec, 0xb5, 0xdd, 0xb9, 0xab, 0xcb, 0xbe, 0x2c, 0xbf, 0xec, 0xb5, 0xdd, 0xb5, 0xa5,
      0xba, 0xc5,
    ];
    const bytes = Buffer.concat([
      Buffer.from(head),
      Buffer.from(`\r\n${FIRST},`),
      Buffer.from([0xd6, 0xd0, 0xcd, 0xa8]),
      Buffer.from(",78123456789012\r\n"),
    ]);
    expect(await read(bytes)).toMatchObject([{ orderNo: FIRST, courier: "中通快递", trackingNo: "78123456789012", problem: null }]);
  });

  test('has numbers taken as they are meant: with a tab, an apostrophe, ="…", blanks and full-width letters', async () => {
    for (const number of [`${SF}\t`, `'${SF}`, `"=""${SF}"""`, " ｓｆ 1007-8967-81640 "]) {
      expect(await only(`${FIRST}\t,顺丰,${number}`)).toMatchObject({ orderNo: FIRST, trackingNo: SF, problem: null });
    }
    expect((await only(`'${FIRST},顺丰,78123456789012.0`)).trackingNo).toBe("78123456789012");
  });

  test("is told when a spreadsheet has rounded a number, of the order or of the parcel", async () => {
    expect(await problemOf("2.61122E+15,顺丰,SF1007896781640")).toEqual({ code: "order_e_notation" });
    expect(await problemOf(`${FIRST},中通,7.81235E+13`)).toEqual({ code: "number_e_notation" });
  });

  test("is told which row has no order, no number that is one, and a courier that nobody knows", async () => {
    expect(await problemOf(`,顺丰,${SF}`)).toEqual({ code: "no_order" });
    expect(await problemOf(`${FIRST},顺丰,12`)).toEqual({ code: "number_malformed" });
    expect(await problemOf(`${FIRST},顺丰,${"1".repeat(300)}`)).toEqual({ code: "number_malformed" });
    expect(await problemOf(`${FIRST},飞鸽传书,${SF}`)).toEqual({ code: "courier_unknown", fact: "飞鸽传书" });
    expect(await problemOf(`${FIRST},,1234567890`)).toEqual({ code: "courier_missing" });
  });

  test("has the courier told from the number where no row says it, and that is shown as a guess", async () => {
    expect(await only(`${FIRST},,${SF}`)).toMatchObject({ courier: "顺丰速运", isGuessed: true });
    expect(await only(`${FIRST},,1234567890`, "圆通速递")).toMatchObject({ courier: "圆通速递", isGuessed: false, problem: null });
    expect(await only(`${FIRST},中通,${SF}`, "圆通速递")).toMatchObject({ courier: "中通快递", isGuessed: false });
  });

  test("may leave rows for another day, and send goods without a number", async () => {
    expect(await only(`${FIRST},顺丰,`)).toMatchObject({ isBlank: true, problem: null });
    expect(await only(`${FIRST},同城,`)).toMatchObject({ isBlank: false, courier: "同城配送", trackingNo: "", problem: null });
  });
});

const PHONE = "13800000000";
const order = (no: string, over: Partial<StandingOrder> = {}): [string, StandingOrder] => [
  no,
  {
    id: `id ${no}`,
    no,
    status: "PAID",
    receiverPhone: PHONE,
    parcels: [],
    unsentPieces: 0,
    parcelChanges: 0,
    isRefunding: false,
    isRefunded: false,
    isInDoubt: false,
    ...over,
  },
];

async function judged(lines: string[], orders: [string, StandingOrder][], users: [string, { no: string; receiverPhone: string }[]][] = []) {
  const rows = await read(`订单号,快递公司,快递单号\n${lines.join("\n")}`);
  return judgeRows(rows, { orders: new Map(orders), users: new Map(users) }).map(({ state, problem, isFurther }) =>
    [state, isFurther && "further", problem?.code, problem?.fact].filter(Boolean).join(" "),
  );
}
const sent = (trackingNo: string) => ({ status: "SHIPPED" as const, parcels: [{ courier: "顺丰速运", trackingNo }] });

describe("what a file of tracking numbers would do", () => {
  test("an order that is paid is sent; one that is not, is closed, asked back or in doubt, is not, and the reason is named", async () => {
    const lines = [FIRST, SECOND, THIRD, "2611220000000004", "2611220000000005", "2611220000000006"].map(
      (no, nth) => `${no},顺丰,SF00000${nth}`,
    );
    const orders = [
      order(FIRST ?? ""),
      order(SECOND ?? "", { status: "PENDING" }),
      order(THIRD ?? "", { status: "CLOSED" }),
      order("2611220000000004", { isRefunding: true }),
      order("2611220000000005", { isInDoubt: true }),
    ];
    expect(await judged(lines, orders)).toEqual([
      "ready",
      "wrong not_paid",
      "wrong closed",
      "wrong refunding",
      "wrong in_doubt",
      "wrong order_unknown",
    ]);
  });

  test("a file that is brought in twice sends nothing twice, and an order that went otherwise is named", async () => {
    const orders = [order(FIRST ?? "", sent(SF)), order(SECOND ?? "", sent("SF9999999"))];
    expect(await judged([`${FIRST},顺丰,${SF}`, `${SECOND},顺丰,SF0000001`], orders)).toEqual([
      "same",
      "wrong sent_otherwise 顺丰速运 SF9999999",
    ]);
  });

  test("a row for each line of goods is one parcel, and another number is a further one", async () => {
    const lines = [`${FIRST},顺丰,${SF}`, `${FIRST},顺丰,${SF}`, `${FIRST},,`, `${FIRST},中通,78123456789012`];
    expect(await judged(lines, [order(FIRST ?? "")])).toEqual(["ready", "repeat", "blank", "ready further"]);
    expect(await judged(lines, [order(FIRST ?? "", sent(SF))])).toEqual(["same", "same", "blank", "ready further"]);
  });

  test("what was left of an order that went in part goes with another number", async () => {
    expect(await judged([`${FIRST},顺丰,SF0000002`], [order(FIRST ?? "", { ...sent(SF), unsentPieces: 2 })])).toEqual(["ready further"]);
  });

  test("of an order with a wrong row nothing is sent", async () => {
    expect(await judged([`${FIRST},顺丰,${SF}`, `${FIRST},顺丰,1`], [order(FIRST ?? "")])).toEqual([
      "wrong beside_wrong",
      "wrong number_malformed",
    ]);
  });

  test("a number that slipped into another buyer's row is named; two orders of one buyer may share a parcel", async () => {
    const lines = [`${FIRST},顺丰,${SF}`, `${SECOND},顺丰,${SF}`];
    expect(await judged(lines, [order(FIRST ?? ""), order(SECOND ?? "")])).toEqual(["ready", "ready"]);
    expect(await judged(lines, [order(FIRST ?? ""), order(SECOND ?? "", { receiverPhone: "13900000000" })])).toEqual([
      `wrong number_reused ${SECOND}`,
      `wrong number_reused ${FIRST}`,
    ]);
    expect(await judged([lines[0] ?? ""], [order(FIRST ?? "")], [[SF, [{ no: THIRD ?? "", receiverPhone: "13900000000" }]]])).toEqual([
      `wrong number_reused ${THIRD}`,
    ]);
  });

  test("thousands of rows of one order hold nobody up, and none of them is sent", async () => {
    const lines = Array.from({ length: 4_900 }, (_, nth) => `${FIRST},顺丰,SF${1_000_000 + nth}`);
    const states = new Set(await judged(lines, [order(FIRST ?? "")]));
    expect([...states]).toEqual(["wrong too_many_parcels"]);
    expect(MOST_PARCELS).toBeLessThan(4_900);
  });
});
