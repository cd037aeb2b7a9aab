import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

test("nobody is taken away from the page he went to by the timer of the one before: a refresh in HTML is for browsers without JavaScript", () => {
  const sources = readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".tsx") && !name.endsWith(".test.tsx"))
    .map((name) => ({ name, source: readFileSync(path.join("app", name), "utf8") }))
    .filter(({ source }) => source.includes('httpEquiv="refresh"'));
  expect(sources.length).toBeGreaterThan(0);
  for (const { name, source } of sources) expect(withoutNoscript(source), name).not.toContain('httpEquiv="refresh"');
});

function withoutNoscript(source: string): string {
  const [before = "", ...parts] = source.split("<noscript>");
  return [before, ...parts.map((part) => part.slice(part.indexOf("</noscript>")))].join("");
}
