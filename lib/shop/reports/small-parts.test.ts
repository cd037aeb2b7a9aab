import { describe, expect, test } from "vitest";
import { boundsOf, dayAfter, dayOf } from "@/lib/shop/day";
import { compareBooks, type Entry, type OurEntry, totalsOf } from "./compare-books";
import { csvCell, reportCsv } from "./report-csv";
import { fetchTimeOf } from "./report-day";

const at = new Date("2026-11-21T04:00:00Z");
const paid = (tradeNo: string, amountFen: number): Entry => ({
  type: "payment",
  tradeNo,
  outTradeNo: `X${tradeNo}`,
  outRequestNo: null,
  amountFen,
  at,
});
const givenBack = (tradeNo: string, outRequestNo: string, amountFen: number): Entry => ({
  ...paid(tradeNo, amountFen),
  type: "refund",
  outRequestNo,
});
const booked = (entry: Entry): OurEntry => ({ ...entry, orderId: null, orderNo: null });
const verdicts = (bill: Entry[], ours: OurEntry[]) =>
  compareBooks({ bill, ours, restored: new Set() }).map(({ tradeNo, verdict }) => [tradeNo, verdict]);

describe("an owner's two books, side by side", () => {
  test("the same money in both is the same, whatever its order", () => {
    expect(verdicts([paid("1", 100), paid("2", 200)], [booked(paid("2", 200)), booked(paid("1", 100))])).toEqual([
      ["1", "same"],
      ["2", "same"],
    ]);
  });

  test("each of the three ways not to fit has its name", () => {
    expect(verdicts([paid("1", 100), paid("2", 200)], [booked(paid("2", 201)), booked(paid("3", 300))])).toEqual([
      ["1", "only_there"],
      ["2", "amount_differs"],
      ["3", "only_here"],
    ]);
  });

  test("a payment that the bill has twice does not pass for one", () => {
    expect(verdicts([paid("1", 100), paid("1", 100)], [booked(paid("1", 100))])).toEqual([["1", "amount_differs"]]);
  });

  test("two refunds of one trade are told apart by their numbers, and from its payment", () => {
    const bill = [paid("1", 300), givenBack("1", "R1", 100), givenBack("1", "R2", 50)];
    const ours = [booked(paid("1", 300)), booked(givenBack("1", "R2", 60))];
    const lines = compareBooks({ bill, ours, restored: new Set() });
    expect(lines.map(({ outRequestNo, verdict }) => [outRequestNo, verdict])).toEqual([
      [null, "same"],
      ["R1", "only_there"],
      ["R2", "amount_differs"],
    ]);
    expect(totalsOf(lines)).toEqual({
      billPayments: { count: 1, sumFen: 300 },
      billRefunds: { count: 2, sumFen: 150 },
      ourPayments: { count: 1, sumFen: 300 },
      ourRefunds: { count: 1, sumFen: 60 },
    });
  });
});

describe("a day is a day in Beijing", () => {
  test("from its midnight to the next", () => {
    expect(boundsOf("2026-11-21")).toEqual({ from: new Date("2026-11-20T16:00:00Z"), to: new Date("2026-11-21T16:00:00Z") });
    expect(dayOf(new Date("2026-11-20T15:59:59.999Z"))).toBe("2026-11-20");
    expect(dayOf(new Date("2026-11-20T16:00:00Z"))).toBe("2026-11-21");
  });

  test("its bill is fetched at half past nine the next morning", () => {
    expect(fetchTimeOf("2026-11-21")).toEqual(new Date("2026-11-22T01:30:00Z"));
    expect(dayAfter("2026-12-31", 1)).toBe("2027-01-01");
    expect(dayAfter("2026-03-01", -1)).toBe("2026-02-28");
  });

  test.each(["", "2026-02-30", "2026-13-01", "2026-1-1", "20261121", "2026-11-21'--", "1999-01-01"])("%j is none", (day) => {
    expect(boundsOf(day)).toBeNull();
  });
});

describe("an owner opens the report in a spreadsheet", () => {
  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("%j runs as no formula", (text) => {
    expect(csvCell(text).replaceAll('"', "")).toBe(`'${text}`);
  });

  test("a cell with commas, quotes or line breaks stays one cell", () => {
    expect(csvCell('甲,"乙"\n丙')).toBe('"甲,""乙""\n丙"');
    expect(csvCell('=HYPERLINK("http://x","y")')).toBe(`"'=HYPERLINK(""http://x"",""y"")"`);
  });

  test("Chinese and long numbers survive, and a stranger's number is only text", () => {
    const line = {
      ...{ id: 1n, type: "payment", verdict: "only_there", tradeNo: "2026112122001400000000000001", outTradeNo: "=cmd|'/c calc'!A0" },
      ...{ outRequestNo: null, orderNo: "2611233163616066", billFen: 1980, ourFen: null, at },
    };
    const words = { columns: ["时间", "类型"], types: { payment: "收款" }, verdicts: { only_there: "仅支付宝有" } };
    expect(reportCsv([line], words, () => "2026-11-21 12:00:00")).toBe(
      "\uFEFF时间,类型\r\n2026-11-21 12:00:00,收款,仅支付宝有,19.80,,2611233163616066\t,2026112122001400000000000001\t,'=cmd|'/c calc'!A0\t,\r\n",
    );
  });
});
