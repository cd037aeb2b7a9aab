import { describe, expect, test } from "vitest";
import { readHeadings } from "./headings";
import { readDrafts } from "./read-drafts";
import { readSheet } from "./read-sheet";

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
