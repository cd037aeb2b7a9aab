import { describe, expect, test } from "vitest";
import { csvCell } from "@/lib/server/csv";
import { boundsOf, dayAfter, dayOf } from "@/lib/shop/day";
import { unguarded } from "@/lib/shop/sheets/cells";
import { reportCsv } from "./report-csv";
import { fetchTimeOf } from "./report-day";

const at = new Date("2026-11-21T04:00:00Z");

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
  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(A1)"])(
    "%j runs as no formula",
    (text) => {
      expect(csvCell(text).replaceAll('"', "")).toBe(`'${text}`);
    },
  );

  test.each(["=1+1", "－1", "＠茶"])("%j comes back as it was when the table is brought in again", (text) => {
    expect(unguarded(csvCell(text))).toBe(text);
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
