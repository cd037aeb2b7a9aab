import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { inLanguage, type Language } from "@/lib/language/language";

const HAN = /\p{Script=Han}/u;
/** Two words of English one after the other, as no Chinese sentence of ours has them. */
const ENGLISH = /[a-z]{2,} [a-z]{2,}/;
const COMMENTS = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g;
const WORDS_FILE = /(?:^|\/)(?:[\w-]+-)?text\.ts$/;

/** Beside the words files: words in code that belongs to one sentence alone. */
const HOLDS_WORDS = ["app/last-day.ts"];
/** In English on purpose in Chinese: the way to English. The reverse: the way back. */
const OTHER_LANGUAGE = ["components/text.ts other.name", "components/text.ts other.label"];

const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "app", "components"], { encoding: "utf8" })
  .split("\n")
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && existsSync(file));
const shoppers = listed.filter((file) => !file.startsWith("app/admin/") && !file.startsWith("app/api/"));
const wordsFiles = shoppers.filter((file) => WORDS_FILE.test(file) && file !== "components/copy-text.ts");
const code = (file: string) => readFileSync(file, "utf8").replace(COMMENTS, "");

test("there are words files, and those that hold words besides are there", () => {
  expect(wordsFiles.length).toBeGreaterThan(15);
  for (const file of HOLDS_WORDS) expect(shoppers).toContain(file);
});

test("what a shopper reads stands in words files, in both languages, and nowhere else", () => {
  const others = shoppers.filter((file) => !wordsFiles.includes(file) && !HOLDS_WORDS.includes(file));
  expect(others.length).toBeGreaterThan(150);
  expect(others.filter((file) => HAN.test(code(file)))).toEqual([]);
});

type Said = { where: string; words: string };

/** All sentences of a group; of a function what it is made of, since it says nothing without its facts. */
function sentencesOf(group: unknown, where: string): Said[] {
  if (typeof group === "string") return [{ where, words: group }];
  if (typeof group === "function") return [{ where: `${where}()`, words: String(group) }];
  if (typeof group !== "object" || group === null) return [];
  return Object.entries(group).flatMap(([key, value]) => sentencesOf(value, where.endsWith(" ") ? where + key : `${where}.${key}`));
}

async function said(file: string, language: Language): Promise<Said[]> {
  const exported: Record<string, unknown> = await import(path.resolve(file));
  return inLanguage(language, () =>
    Object.entries(exported).flatMap(([name, value]) => {
      if (/^[A-Z_]+$/.test(name) || name === "posterPicture") return [];
      if (typeof value === "function") return /Words$/.test(name) && value.length === 0 ? sentencesOf(value(), `${file} `) : [];
      return name === "errorText"
        ? sentencesOf((value as Record<Language, unknown>)[language], `${file} `)
        : sentencesOf(value, `${file} `);
    }),
  );
}

test.each(wordsFiles)("the English of %s has no Chinese left in it, and its Chinese no English", async (file) => {
  const [chinese, english] = [await said(file, "zh-CN"), await said(file, "en")];
  const isMeant = ({ where }: Said) => OTHER_LANGUAGE.includes(where);
  expect(english.filter((one) => HAN.test(one.words) && !isMeant(one))).toEqual([]);
  expect(chinese.filter((one) => !one.where.endsWith("()") && ENGLISH.test(one.words) && !isMeant(one))).toEqual([]);
  const withoutLists = (all: Said[]) =>
    all.map(({ where }) => where.replace(/\.\d+$/, "[]")).filter((where, nth, each) => each.indexOf(where) === nth);
  expect(withoutLists(english).filter((where) => !where.includes("provinces"))).toEqual(withoutLists(chinese));
});

/** Read while a module is loaded, which is in the language of whoever came first: it would stay so for everybody. */
const TOO_EARLY = /^(?:export )?const \w+(?:: [^=]+)? = (?!\(|async)[^\n]*\b(?:text|\w*(?:Text|Words))\.\w/gm;
/** A group of words is no word yet. */
const GROUP = /^const text = \w+(?:\.\w+)+;?$/;

test("no word is read before it is known who reads it", () => {
  const early = shoppers.flatMap((file) =>
    [...code(file).matchAll(TOO_EARLY)]
      .map(({ 0: found }) => found)
      .filter((found) => !found.includes("=>") && !GROUP.test(`${found.split(";")[0]};`) && !isGroup(file, found)),
  );
  expect(early).toEqual([]);
});

function isGroup(file: string, found: string): boolean {
  const line =
    code(file)
      .split("\n")
      .find((one) => one.startsWith(found)) ?? found;
  return GROUP.test(line) || line.includes("=>");
}

test("the rule tells a word that is read too early from a group, and from one that is looked up", () => {
  const found = (line: string) => [...line.matchAll(TOO_EARLY)].length > 0 && !line.includes("=>") && !GROUP.test(line);
  expect(found("export const metadata: Metadata = { title: text.title };")).toBe(true);
  expect(found("const TABS = Object.entries(ordersText.tabs);")).toBe(true);
  expect(found("const text = ordersText.list;")).toBe(false);
  expect(found("const STALE = { error: () => answerText.stale };")).toBe(false);
});
