import { describe, expect, test } from "vitest";
import { writeZip } from "@/lib/alipay/openapi/bill/zip";
import { lineOf } from "@/lib/shop/sheets/cells";
import { readSheet } from "@/lib/shop/sheets/read-sheet";
import { MAX_ROWS, type ReadRow } from "@/lib/shop/sheets/sheet";
import { writeXlsx } from "@/lib/shop/sheets/write-xlsx";
import { readDrafts } from "./read-drafts";
import { COLUMNS, type SheetRow } from "./sheet-row";
import { asTheyCame, writeCsv } from "./write-csv";

const utf8 = (text: string) => new TextEncoder().encode(text);
const cellsOf = async (bytes: Uint8Array) => {
  const read = await readSheet(bytes);
  return read.ok ? read.rows.map(({ cells }) => cells) : read.reason;
};
const HEADINGS = Object.fromEntries(COLUMNS.map((column) => [column, column])) as SheetRow;
const EMPTY = Object.fromEntries(COLUMNS.map((column) => [column, ""])) as SheetRow;

async function* these<Value>(...values: Value[]): AsyncGenerator<Value> {
  yield* values;
}

async function collect(pieces: AsyncIterable<string | Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const piece of pieces) chunks.push(typeof piece === "string" ? utf8(piece) : piece);
  return Buffer.concat(chunks);
}

const ROW_OF_LONG_TEXTS = `<row>${'<c t="s"><v>0</v></c>'.repeat(100)}</row>`;
const AWKWARD = ["=1+1", '说 "好", 再说', "两\n行", "6901234567890", "<b>&", "👨‍👩‍👧", " 空 ", "", "末"];

describe("what the owner takes out of the shop", () => {
  test("a workbook comes back as it was, also what looks like a formula or a number", async () => {
    expect(await cellsOf(await collect(writeXlsx("商品", these(AWKWARD, ["", "第二行"]))))).toEqual([AWKWARD, ["", "第二行"]]);
  });

  test("a CSV begins with the mark that Excel wants, ends its lines as Excel does, and runs no formula", async () => {
    const row = { ...EMPTY, title: "=HYPERLINK(1)", sku: "6901234567890", price: "19.80" };
    const csv = Buffer.from(await collect(writeCsv(these(row), HEADINGS))).toString("utf8");
    expect(csv.startsWith("\uFEFFproductNo,title")).toBe(true);
    expect(csv.split("\r\n")[1]).toBe(",'=HYPERLINK(1),,,,,,6901234567890\t,19.80,,,,,,,,");
  });

  test.each(["007", "3-6", "1/2", "08", "1E5", "10:30", "3月6日", "1 1/2", "TRUE", "６"])(
    "a code or value %j is a text for a spreadsheet, and comes back as it was",
    async (text) => {
      const csv = Buffer.from(await collect(writeCsv(these({ ...EMPTY, value1: text, value2: text, sku: text }), HEADINGS))).toString(
        "utf8",
      );
      expect(csv.split("\r\n")[1]).toBe(`,,,,${text}\t,,${text}\t,${text}\t,,,,,,,,,`);
      const [, cells] = (await cellsOf(utf8(csv))) as string[][];
      expect(cells?.slice(4, 8).map(lineOf)).toEqual([text, "", text, text]);
    },
  );

  test("rows that were wrong go out again as they came, protected like those of the export", async () => {
    const headings = ["商品名称", "规格1值", "商家编码", "价格", "备注"];
    expect(asTheyCame(headings, ["=1+1", "3-6", '="007"', "19,8"])).toEqual(["=1+1", "3-6\t", "007\t", "19,8", ""]);
    expect(asTheyCame(headings, ["'-5", "3-6\t", "-5"])).toEqual(["-5", "3-6\t", "-5\t", "", ""]);
  });
});

describe("what the owner brings in", () => {
  test.each([
    ["UTF-8", utf8("名称,价格\n龙井,1")],
    ["UTF-8 with a mark", utf8("\uFEFF名称,价格\r\n龙井,1\r\n")],
    [
      "GBK, as a Chinese Excel saves it",
      Buffer.from([0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xbc, 0xdb, 0xb8, 0xf1, 0x0a, 0xc1, 0xfa, 0xbe, 0xae, 0x2c, 0x31]),
    ],
    ["UTF-16 with tabs", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("名称\t价格\r\n龙井\t1", "utf16le")])],
    ["semicolons", utf8("名称;价格\n龙井;1")],
  ])("a file in %s is read", async (_, bytes) => {
    expect(await cellsOf(bytes)).toEqual([
      ["名称", "价格"],
      ["龙井", "1"],
    ]);
  });

  test("quoted cells hold commas, quotes and lines; blank lines are no rows, and rows keep their numbers", async () => {
    const read = await readSheet(utf8('a,b\n\n"x, ""y""\nz",2\n,\n"open'));
    expect(read).toMatchObject({
      rows: [
        { no: 1, cells: ["a", "b"] },
        { no: 3, cells: ['x, "y"\nz', "2"] },
        { no: 5, cells: ["open"] },
      ],
    });
  });

  test("a workbook of Excel's own: shared texts in runs, gaps, numbers with dust, and a code that has lost digits", async () => {
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1"><v>19.800000000000001</v></c></row>' +
      '<row r="4"><c r="B4" t="b"><v>1</v></c><c r="C4" t="str"><f>A1</f><v>算</v></c><c r="D4"><v>1.2345678901234568E17</v></c></row>';
    const strings = "<sst><si><r><t>龙</t></r><r><t>井</t></r><rPh><t>ロンジン</t></rPh></si></sst>";
    expect(await readSheet(workbook(rows, strings))).toEqual({
      ok: true,
      rows: [
        { no: 1, cells: ["龙井", "", "19.8"] },
        { no: 4, cells: ["", "TRUE", "算", "1.2345678901234568e+17"] },
      ],
    });
  });

  test("rows of a workbook that say one number twice, a huge one or none are counted on", async () => {
    const row = (attributes: string) => `<row ${attributes}><c><v>1</v></c></row>`;
    const read = await readSheet(workbook(["", 'r="4"', 'r="4"', 'r="3000000000"', 'r="2"', 'r="1.5"', 'r="9"'].map(row).join("")));
    expect(read.ok && read.rows.map(({ no }) => no)).toEqual([1, 4, 5, 6, 7, 8, 9]);
  });

  test("texts of a workbook with the characters that XML writes as _x000D_ are read and written as they are", async () => {
    const strings = "<sst><si><t>一_x000D_\n二 _x005F_x000D_ _x0000__xD83D_</t></si></sst>";
    const rows = '<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>a_x0041_</t></is></c></row>';
    expect(await cellsOf(workbook(rows, strings))).toEqual([["一\r\n二 _x000D_ ", "aA"]]);
    const own = ["_x000D_", "a_x0041_b", "_x005F_"];
    expect(await cellsOf(await collect(writeXlsx("商品", these(own))))).toEqual([own]);
  });

  test("a cell that is an error, and a number that is a date, are marked, and what they show is kept", async () => {
    const cell = (style: number, value: string) => `<c s="${style}"><v>${value}</v></c>`;
    const cells = `<c t="e"><v>#N/A</v></c>${[0, 1, 2, 3, 4].map((style) => cell(style, "46024")).join("")}<c t="d"><v>2026-01-02</v></c>`;
    const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="m&quot;月&quot;d&quot;日&quot;"/>
      <numFmt numFmtId="165" formatCode="[Red]0.00&quot; days&quot;_-"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="58"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`;
    expect(await readSheet(workbook(`<row>${cells}</row>`, undefined, styles))).toEqual({
      ok: true,
      rows: [
        {
          ...{ no: 1, cells: ["#N/A", "46024", "46024", "46024", "46024", "46024", "2026-01-02"] },
          odd: { 0: "error", 2: "date", 3: "date", 4: "date", 6: "date" },
        },
      ],
    });
  });

  test("an owner reads which row has them, in the columns that the shop knows", () => {
    const read = (odd: ReadRow["odd"]) =>
      readDrafts(["title", null, "sku"], [{ no: 2, cells: ["#N/A", "46024", "46024"], ...(odd && { odd }) }])[0]?.problems;
    expect(read({ 0: "error", 1: "date", 2: "date" })).toEqual([
      { row: 2, code: "cell_error", fact: "title" },
      { row: 2, code: "cell_date", fact: "sku" },
    ]);
    expect(read(undefined)).toEqual([]);
  });

  test.each([
    ["a photograph", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1]), "no_text"],
    ["a workbook of 1997", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), "old_workbook"],
    ["an archive that is no workbook", writeZip([{ name: "x.txt", bytes: Buffer.from("x") }]), "no_workbook"],
    ["half a workbook", workbook("").subarray(0, 200), "no_workbook"],
    ["a workbook with an entity that unfolds", workbook("<row>&lol;</row>"), "no_workbook"],
    ["a row too many", utf8("a\n".repeat(MAX_ROWS + 2)), "too_many_rows"],
    ["a cell that never ends", utf8(`"${"长".repeat(20_000)}`), "cell_too_long"],
    ["columns without end", utf8(",".repeat(1000)), "too_wide"],
    ["a cell in column ZZZ", workbook('<row r="1"><c r="ZZZ1"><v>1</v></c></row>'), "too_wide"],
    ["a small archive that unfolds to 70 MB", workbook(" ".repeat(70 * 1024 * 1024)), "no_workbook"],
    [
      "one long text, named from everywhere",
      workbook(ROW_OF_LONG_TEXTS.repeat(21), `<sst><si><t>${"长".repeat(10_000)}</t></si></sst>`),
      "too_many_rows",
    ],
    ["tags inside each other without end", workbook("<a>".repeat(1_000)), "no_workbook"],
  ])("%s is refused", async (_, bytes, reason) => {
    expect(await cellsOf(bytes)).toBe(reason);
  });

  test("five thousand rows hold nobody up for long", async () => {
    const row = AWKWARD.join("甲").replaceAll('"', "").replaceAll("\n", "");
    const bytes = await collect(writeXlsx("商品", these(...Array.from({ length: MAX_ROWS }, () => Array.from({ length: 13 }, () => row)))));
    let pauses = 0;
    let next = setImmediate(function pause() {
      pauses++;
      next = setImmediate(pause);
    });
    expect((await readSheet(bytes)).ok).toBe(true);
    clearImmediate(next);
    expect(pauses).toBeGreaterThan(20);
  });
});

function workbook(rows: string, strings?: string, styles?: string): Buffer {
  const parts = {
    "xl/workbook.xml": '<workbook xmlns:r="x"><sheets><sheet name="S" sheetId="1" r:id="rId7"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId7" Target="/xl/worksheets/data.xml"/></Relationships>',
    "xl/worksheets/data.xml": `<x:worksheet xmlns:x="m"><sheetData>${rows}</sheetData></x:worksheet>`,
    ...(strings && { "xl/sharedStrings.xml": strings }),
    ...(styles && { "xl/styles.xml": styles }),
  };
  return writeZip(Object.entries(parts).map(([name, xml]) => ({ name, bytes: Buffer.from(xml) })));
}
