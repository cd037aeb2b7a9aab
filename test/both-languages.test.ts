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
  expect(withoutLists(english).filter((where) => !/provinces|ownersLang/.test(where))).toEqual(withoutLists(chinese));
});

/** A word that is read. What only asks for the names or the types of words reads none. */
const READS = /\b(?:text|\w*(?:Text|Words))\.\w/;
const READS_NONE = /typeof [\w.]+|Object\.keys\([\w.]+\)/g;
/** A group of words is no word yet. */
const GROUP = /^const text = \w+(?:\.\w+)+;$/;

/** Lines that read words while their module is loaded: in the language of whoever came first, and so for everybody. */
function tooEarly(source: string): string[] {
  const lines = source.split("\n");
  return lines.flatMap((line, nth) => {
    if (!/^(?:export )?const /.test(line)) return [];
    const rest = lines.slice(nth);
    const end = rest.findIndex((one, at) => /;$/.test(one) && (at === 0 || /^\S/.test(one)));
    const statement = rest.slice(0, end + 1);
    const body = statement.findIndex((one) => /(?:=> |\) )\{$/.test(one));
    return statement
      .slice(0, body < 0 ? undefined : body)
      .filter((one) => READS.test(one.replace(READS_NONE, "")) && !one.includes("=>") && !GROUP.test(one));
  });
}

test("no word is read before it is known who reads it", () => {
  const early = shoppers
    .filter((file) => !wordsFiles.includes(file) && !HOLDS_WORDS.includes(file))
    .flatMap((file) => tooEarly(code(file)).map((line) => `${file}: ${line}`));
  expect(early).toEqual([]);
});

test("the rule tells a word that is read too early from a group, and from one that is looked up", () => {
  for (const early of [
    "export const metadata: Metadata = { title: text.title };",
    "const TABS = Object.entries(ordersText.tabs);",
    "const TABS: Tab[] = [\n  { name: text.home },\n];",
    "const form = z.object({\n  name: z.string().max(5, formText.tooLong),\n});",
  ])
    expect(tooEarly(early), early).toHaveLength(1);
  for (const fine of [
    "const text = ordersText.list;",
    "const TABS = Object.keys(ordersText.tabs) as Tab[];",
    "const STALE = { error: () => answerText.stale };",
    "export const save = formAction(form, async () => {\n  return text.done;\n});",
  ])
    expect(tooEarly(fine), fine).toEqual([]);
});
