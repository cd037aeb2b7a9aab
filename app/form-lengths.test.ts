import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const files = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => ({ name, source: readFileSync(path.join("app", name), "utf8") }));

const TEXT = /\bz\s*\.string\(\)/g;
const STEP = /^\s*\.(\w+)\(/;
/** What makes something of the text, or asks our own code about it. */
const USES = ["transform", "pipe", "refine", "superRefine", "check", "overwrite", "normalize"];

test("nobody's text is worked on before its length is bounded: to bring 32,000 marks into their order takes seconds", () => {
  const texts = files.flatMap(({ name, source }) => [...source.matchAll(TEXT)].map(({ index }) => ({ name, source, index })));
  expect(texts.length).toBeGreaterThan(50);
  const unbounded = texts.filter(({ source, index }) => !isPiped(source, index) && !isBounded(source, index));
  expect(unbounded.map(({ name, source, index }) => `${name}: ${source.slice(index, index + 80)}`)).toEqual([]);
});

test("the rule tells a text with a length from one without", () => {
  const verdict = (source: string) => isBounded(source, 0);
  expect(verdict('z.string().trim().max(5, "too (long)").transform(f)')).toBe(true);
  expect(verdict("z\n  .string()\n  .regex(/^(?:a|b[+*]){1,3}$/)\n  .transform(f)")).toBe(true);
  for (const source of ["z.string()", "z.string().transform(f).pipe(z.string().max(5))", "z.string().min(1).refine(f).max(5)"])
    expect(verdict(source)).toBe(false);
  for (const expression of ["/^a+$/", "/^a{2,}$/", "/a/"]) expect(verdict(`z.string().regex(${expression}).transform(f)`)).toBe(false);
  expect(isPiped("a.pipe(z.array(z.string()))", 15)).toBe(true);
  expect(isPiped("a.pipe(b).or(z.string())", 13)).toBe(false);
});

/** Whether the length of the text that begins here is bounded before anything else is done with it. */
function isBounded(source: string, index: number): boolean {
  let rest = source.slice(index).replace(/^z\s*/, "");
  for (let step = STEP.exec(rest); step; step = STEP.exec(rest)) {
    const [before, name = ""] = step;
    const end = closing(rest, before.length);
    const given = rest.slice(before.length, end);
    if (["max", "length", "uuid"].includes(name) || (name === "regex" && isBoundedExpression(given))) return true;
    if (USES.includes(name)) return false;
    rest = rest.slice(end + 1);
  }
  return false;
}

/** Whether an expression fits texts up to some length only. */
function isBoundedExpression(given: string): boolean {
  const expression = /^\s*\/(\^.*\$)\//
    .exec(given)?.[1]
    ?.replace(/\[[^\]]*\]/g, "x")
    .replace(/\\./g, "x");
  return expression !== undefined && !/[*+]|\{\d+,\}/.test(expression);
}

/** Where the bracket closes that is open at `from`. */
function closing(source: string, from: number): number {
  let depth = 1;
  let at = from;
  for (; at < source.length && depth > 0; at++) depth += source[at] === "(" ? 1 : source[at] === ")" ? -1 : 0;
  return at - 1;
}

/** Whether it judges what comes out of another schema, which has bounded it. */
function isPiped(source: string, index: number): boolean {
  let depth = 0;
  for (let at = index - 1; at >= 0; at--) {
    if (source[at] === ")") depth += 1;
    else if (source[at] === "(" && depth > 0) depth -= 1;
    else if (source[at] === "(" && source.slice(0, at).endsWith(".pipe")) return true;
    else if (source[at] === ";") return false;
  }
  return false;
}
