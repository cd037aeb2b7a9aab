import { expect, test } from "vitest";
import { detailBlocks, withDetail } from "./detail-places";

const text = (text: string) => ({ kind: "text", text });
const picture = (number: number, name: string) => ({ kind: "picture", number, name });

test("a description from before there were pictures is one block of text, as it was", () => {
  expect(detailBlocks("头采。\n\n冲泡：85℃", [])).toEqual([text("头采。\n\n冲泡：85℃")]);
  expect(detailBlocks("", [])).toEqual([]);
});

test("an owner who writes no marks shows the pictures below the text, in their order", () => {
  expect(detailBlocks("头采。", ["a", "", "c"])).toEqual([text("头采。"), picture(1, "a"), picture(3, "c")]);
});

test("an owner puts a picture between two paragraphs, with the brackets of any keyboard", () => {
  for (const mark of ["[图2]", "【图2】", " [ 图 2 ] ", "［图2］"])
    expect(detailBlocks(`先看茶\n${mark}\n再看汤`, ["a", "b"]), mark).toEqual([
      text("先看茶"),
      picture(2, "b"),
      text("再看汤"),
      picture(1, "a"),
    ]);
});

test("a shopper sees no mark whose picture is gone, and words about a picture stay words", () => {
  expect(detailBlocks("看\n[图7]\n完", ["a"])).toEqual([text("看"), text("完"), picture(1, "a")]);
  expect(detailBlocks("见[图1]左边", [])).toEqual([text("见[图1]左边")]);
});

test("nothing of a description is markup", () => {
  expect(detailBlocks("<script>alert(1)</script>", [])).toEqual([text("<script>alert(1)</script>")]);
});

test("a picture that comes back has its number again; a new one never takes the number of one that was removed", () => {
  expect(withDetail(["a", "", "c"], "b", { place: 1, most: 20 })).toEqual(["a", "b", "c"]);
  expect(withDetail(["a", "", "c"], "d", { place: null, most: 20 })).toEqual(["a", "", "c", "d"]);
  expect(withDetail(["a", "x", "c"], "b", { place: 1, most: 20 })).toEqual(["a", "x", "c", "b"]);
  expect(withDetail(["a", "b"], "c", { place: null, most: 2 })).toBeNull();
  const worn = [...Array.from({ length: 98 }, () => ""), "z"];
  expect(withDetail(worn, "new", { place: null, most: 20 })?.slice(0, 2)).toEqual(["new", ""]);
});
