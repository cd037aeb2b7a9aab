import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { MUTANTS } from "./all";
import { mutated } from "./mutant";
import { describeCaught, RELIABILITY, readTable, withTable } from "./table";

describe.each(MUTANTS)("the mutant $name", (mutant) => {
  test("still changes one place of its file, and names tests that are there", () => {
    const text = readFileSync(mutant.file, "utf8");
    expect(mutated(text, mutant)).not.toBe(text);
    expect(mutant.tests.length + mutant.simulations.length).toBeGreaterThan(0);
    expect(mutant.tests.filter((file) => !existsSync(file) || !/\.test\.tsx?$/.test(file))).toEqual([]);
  });
});

test("there are at least thirty mutants of production code, and each has a name of its own", () => {
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  expect(MUTANTS.length).toBeGreaterThanOrEqual(30);
  expect(MUTANTS.filter(({ file }) => !file.startsWith("lib/") || file.includes(".test."))).toEqual([]);
});

test("a mutant whose text is gone, or stands there twice, is told loudly", () => {
  const mutant = { ...MUTANTS[0], name: "any", file: "a.ts", before: "x", after: "y" } as (typeof MUTANTS)[number];
  expect(() => mutated("abc", mutant)).toThrow("stands 0 times");
  expect(() => mutated("x x", mutant)).toThrow("stands 2 times");
  expect(mutated("a x c", { ...mutant, after: "$&" })).toBe("a $& c");
});

describe("the table of docs/reliability.md", () => {
  test("has a row for each mutant, in their order", () => {
    const page = readFileSync(RELIABILITY, "utf8");
    expect([...readTable(page).keys()]).toEqual(MUTANTS.map(({ name }) => name));
  });

  test("takes up what was found, and keeps what was found before", () => {
    const two = MUTANTS.slice(0, 2);
    const [first = "", second = ""] = two.map(({ name }) => name);
    const page = withTable("before\n<!-- mutants: begin -->\n<!-- mutants: end -->\nafter", two, new Map([[first, "a test | two"]]));
    const later = withTable(page, two, new Map([[second, describeCaught({ by: "simulation", name: "buyers", seeds: 7 })]]));
    expect(readTable(later).get(second)).toBe("simulation `buyers`, after 7 seeds");
    expect(later).toMatch(/^before\n[\s\S]+\nafter$/);
    expect(later.match(/\| mutant \|/g)).toHaveLength(1);
  });

  test("says plainly what nothing has caught", () => {
    expect(describeCaught({ by: "nothing", seeds: 2000 })).toBe("**nothing**, in 2000 seeds");
  });
});
