import { describe, expect, test } from "vitest";
import { readSheet } from "@/lib/shop/sheets/read-sheet";
import { readHeadings } from "./headings";
import { readDrafts } from "./read-drafts";

async function draftsOf(csv: string) {
  const read = await readSheet(new TextEncoder().encode(csv));
  if (!read.ok) throw new Error(read.reason);
  const [headings, ...rows] = read.rows;
  return readDrafts(readHeadings(headings?.cells ?? []), rows);
}
const problemsOf = async (csv: string) =>
  (await draftsOf(csv)).flatMap(({ problems }) => problems.map(({ row, code, fact }) => [row, code, fact].filter(Boolean).join(" ")));

describe("an owner who brings in the file of another shop", () => {
  test.each([
    ["TRUE,active", true],
    ["TRUE,draft", false],
    ["TRUE,archived", false],
    ["TRUE,unlisted", false],
    ["FALSE,active", false],
    ["TRUE,", true],
    [",draft", false],
    [",", undefined],
  ])("puts nothing on sale that either of its columns holds back: Published and Status are %s", async (cells, onSale) => {
    const [group] = await draftsOf(`Handle,Title,Published,Status\nmug,Mug,${cells}`);
    expect(group).toMatchObject({ problems: [] });
    expect(group?.draft.onSale).toBe(onSale);
  });

  test("is told of a word in either that says neither", async () => {
    expect(await problemsOf("Handle,Title,Published,Status\nmug,Mug,maybe,active\ncup,Cup,TRUE,maybe")).toEqual(["2 on_sale", "3 on_sale"]);
  });
});

describe("an owner whose rows of one product say different things", () => {
  test.each([
    ["商品名称", "title", "绿茶", "红茶"],
    ["分类", "category", "茶叶", "茶具"],
    ["描述", "description", "春茶", "秋茶"],
    ["运费模板", "freight", "包邮", "8元"],
    ["上架", "onSale", "是", "否"],
    ["规格2名", "option2", "大小", "尺寸"],
  ])("reads at the later row which cell is another: %s", async (heading, column, first, later) => {
    const csv = (...cells: string[]) =>
      `商品编号,规格1名,规格1值,${heading}\n${cells.map((cell, nth) => `7,颜色,色${nth},${cell}`).join("\n")}`;
    expect(await problemsOf(csv(first, later, first))).toEqual([`3 contradicts ${column}`]);
    expect(await problemsOf(csv("", later))).toEqual([`3 contradicts ${column}`]);
    expect(await problemsOf(csv(first, "", ` ${first} `))).toEqual([]);
  });

  test("may say yes in two ways, and repeat the name of an option or not", async () => {
    expect(await problemsOf("商品编号,规格1名,规格1值,上架\n7,颜色,红,是\n7,,蓝,上架\n7,颜色,绿,TRUE")).toEqual([]);
    expect(await problemsOf("商品编号,规格1名,规格1值\n7,颜色,红\n7,尺码,蓝")).toEqual(["3 contradicts option1"]);
  });
});

describe("an owner who writes sums and counts with commas", () => {
  test.each([
    ["1,299.00", 129900],
    ["¥1,299", 129900],
    ["12,345,6", null],
    ["19,8", null],
    ["19,80", null],
    ["1，299", 129900],
    [",5", null],
    ["1299", 129900],
  ])("a price of %j is %j fen: a comma stands between thousands, and is no point", async (cell, priceFen) => {
    const [group] = await draftsOf(`商品编号\t价格\n7\t${cell}`);
    expect(group?.draft.variants[0]?.priceFen ?? null).toBe(priceFen);
    expect(group?.problems).toEqual(priceFen === null ? [{ row: 2, code: "price" }] : []);
  });

  test("the same holds for a weight and a count", async () => {
    expect(await problemsOf("商品编号\t重量\t库存\n7\t1,5\t2,5\n8\t1,500\t2,500")).toEqual(["2 stock", "2 grams"]);
  });
});
