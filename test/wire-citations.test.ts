import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { SECTION, sectionsOf, WIRE_DOCUMENTS } from "./wire-document";

const ENDINGS = ["ts", "tsx", "mts", "mjs", "md", "json", "sql", "prisma", "css", "yml"];
const NUMBER = `${SECTION}(\\d+(?:\\.\\d+)*)`;
const LIST = `${NUMBER}(?:(?:, and|, or|,| and| or| to) ${NUMBER})*`;
const CITATION = new RegExp(`(docs/wire/[\\w-]+\\.md|RFC \\d+)\`? (${LIST})`, "g");

const sections = new Map<string, string[]>(WIRE_DOCUMENTS.map((document) => [document, sectionsOf(document)]));

/** Every file of the repository that may cite, new ones included. */
function citingFiles(): string[] {
  const patterns = ENDINGS.map((ending) => `*.${ending}`);
  const { stdout } = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", ...patterns], { encoding: "utf8" });
  return stdout.split("\0").filter((file) => file !== "" && existsSync(file));
}

/** A text as one line, so that a citation may be broken over two lines of a comment. */
function unwrapped(text: string): string {
  return text.replace(/\s*\n\s*(?:\*|\/\/|#|--)?\s*/g, " ");
}

/** What is wrong with the citations of a text: sections that do not exist, section signs that belong to no document. */
function problemsOf(file: string, text: string): string[] {
  const isDocument = sections.has(file);
  const dangling = [...text.matchAll(CITATION)].flatMap(([, source = "", list = ""]) =>
    source.startsWith("RFC") ? [] : missing(source, list).map((number) => `${file}: ${source} has no section ${number}`),
  );
  // Inside its own document a section is cited without the path; N stands for any number.
  const rest = text.replace(CITATION, "").replace(isDocument ? new RegExp(`${SECTION}N(?:\\.M)?`, "g") : /(?!)/g, "");
  if (isDocument) return [...dangling, ...missing(file, rest).map((number) => `${file}: no section ${number}`)];
  const orphans = rest.match(new RegExp(`.{0,40}${SECTION}.{0,20}`, "g")) ?? [];
  return [...dangling, ...orphans.map((orphan) => `${file}: names no document: ${orphan.trim()}`)];
}

function missing(document: string, text: string): string[] {
  const known = sections.get(document) ?? [];
  return [...text.matchAll(new RegExp(NUMBER, "g"))].map(([, number = ""]) => number).filter((number) => !known.includes(number));
}

describe("the specifications of the wire", () => {
  test.each(WIRE_DOCUMENTS)("%s numbers its sections in order, each once", (document) => {
    const numbers = sectionsOf(document);
    const order = numbers.map((number) => number.split(".").map(Number)).map(([part = 0, section = 0]) => part * 1000 + section);
    expect(numbers.length).toBeGreaterThan(10);
    expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
  });

  test("have every section that any file cites, by its path", () => {
    const problems = citingFiles().flatMap((file) => problemsOf(file, unwrapped(readFileSync(file, "utf8"))));
    expect(problems).toEqual([]);
  });

  test("are cited from the code, the tests and the documents", () => {
    const citing = citingFiles().filter((file) => new RegExp(CITATION).test(unwrapped(readFileSync(file, "utf8"))));
    expect(citing.length).toBeGreaterThan(50);
  });
});

describe("a citation", () => {
  const of = (text: string) => problemsOf("lib/x.ts", unwrapped(text));

  test("of a section that exists is right, in a list and over a line's end too", () => {
    expect(of(`// docs/wire/alipay-wap.md ${SECTION}1.3, ${SECTION}7 and ${SECTION}8.5`)).toEqual([]);
    expect(of(`/**\n * (docs/wire/alipay-openapi.md\n * ${SECTION}2.3,\n * ${SECTION}3)\n */`)).toEqual([]);
    expect(of(`RFC 5280 ${SECTION}4.1.2.5`)).toEqual([]);
  });

  test.each([
    ["of a section that does not exist", `docs/wire/alipay-wap.md ${SECTION}1.9`],
    ["whose second section does not exist", `docs/wire/alipay-wap.md ${SECTION}1 to ${SECTION}99`],
    ["of a document that does not exist", `docs/wire/alipay-v3.md ${SECTION}1`],
    ["without the path", `alipay-wap ${SECTION}1.3`],
    ["without any document", `(${SECTION}1.3)`],
  ])("%s is found", (_, text) => {
    expect(of(text)).toHaveLength(1);
  });
});
