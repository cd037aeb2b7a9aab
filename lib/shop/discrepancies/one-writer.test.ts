import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const HOME = "lib/shop/discrepancies/";
/** A statement, or a call of Prisma's, that changes the table. */
const WRITES = /\b(?:INSERT INTO|UPDATE|DELETE FROM|MERGE INTO) discrepancies\b|\.discrepancy\.(?:create|update|upsert|delete)/;
/** A key put together by hand, in SQL or in a template. */
const BUILDS_KEY = /dedupe_key\b.*\|\| ?':'|dedupeKey: `/;

/** What the shop is made of, without tests; each file with its text. */
function sources(): { file: string; text: string }[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "lib", "app"], { encoding: "utf8" });
  const files = listed.split("\n").filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && existsSync(file));
  return files.map((file) => ({ file, text: readFileSync(file, "utf8") }));
}

const outside = (pattern: RegExp) => sources().flatMap(({ file, text }) => (!file.startsWith(HOME) && pattern.test(text) ? [file] : []));

test("whoever looks for what changes the owner's discrepancies finds it in one folder", () => {
  expect(sources().some(({ file, text }) => file.startsWith(HOME) && WRITES.test(text))).toBe(true);
  expect(outside(WRITES)).toEqual([]);
});

test("and so does whoever looks for how their keys are made", () => {
  expect(outside(BUILDS_KEY)).toEqual([]);
});
