import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** A refusal or a line of the log that holds Chinese, up to its closing bracket; comments are gone by then. */
const SPEAKS = /\b(?:refuse|log\.\w+)\([^)]*\p{Script=Han}/u;
const COMMENTS = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g;

const speaks = (text: string) => SPEAKS.test(text.replace(COMMENTS, ""));

test("a verb that says no leaves the words to the pages, and the log speaks one language, so that another can come beside Chinese", () => {
  const listed = execFileSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "lib/shop", "lib/server", "app", "scripts"],
    {
      encoding: "utf8",
    },
  );
  const files = listed.split("\n").filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && existsSync(file));
  expect(files.length).toBeGreaterThan(500);
  expect(files.filter((file) => speaks(readFileSync(file, "utf8")))).toEqual([]);
});

test("such a sentence is found, over the end of a line too, and a comment is none", () => {
  expect(speaks('return refuse("gone", "这个商品已不存在");')).toBe(true);
  expect(speaks(`shop.log.error(\n  { no },\n  "订单出错",\n);`)).toBe(true);
  expect(speaks('// 限购\nreturn refuse("gone"); /* refuse("没有") */')).toBe(false);
});
