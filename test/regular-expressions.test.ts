import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { checkSync } from "recheck";
import { parseAst } from "vite";
import { expect, test } from "vitest";

type Found = { pattern: string; flags: string; file: string };

/** Every regular expression that stands in the sources, as their syntax trees have them. */
function expressionsIn(file: string): Found[] {
  const { code } = transformSync(readFileSync(file, "utf8"), { loader: file.endsWith("x") ? "tsx" : "ts", jsx: "automatic" });
  const found: Found[] = [];
  JSON.stringify(parseAst(code), (_key, node: unknown) => {
    if (isExpression(node)) found.push({ ...node.regex, file });
    return typeof node === "bigint" ? String(node) : node;
  });
  return found;
}

function isExpression(node: unknown): node is { regex: { pattern: string; flags: string } } {
  return typeof node === "object" && node !== null && "regex" in node && typeof node.regex === "object" && node.regex !== null;
}

const folders = ["lib", "app", "components", "emulator", "scripts", "proxy.ts"];
const files = execFileSync("git", ["ls-files", ...folders], { encoding: "utf8" })
  .split("\n")
  .filter((file) => /\.(?:tsx?|mjs)$/.test(file) && !/\.test\./.test(file) && !file.endsWith(".d.ts"));

test("no text of a stranger can make a regular expression take more than linear time", { timeout: 300_000 }, () => {
  const found = new Map(files.flatMap(expressionsIn).map((one) => [`/${one.pattern}/${one.flags}`, one]));
  expect(found.size).toBeGreaterThan(100);
  const slow = [...found].flatMap(([literal, { pattern, flags, file }]) => {
    const { status } = checkSync(pattern, flags, { timeout: 60_000 });
    return status === "safe" ? [] : [`${file}: ${literal} is ${status}`];
  });
  expect(slow).toEqual([]);
});

test("the checker tells a slow one", () => {
  expect(checkSync("^(?:[^\\n]+\\r?\\n)*$", "").status).toBe("vulnerable");
  expect(checkSync("[\\r\\n]+$", "").status).toBe("vulnerable");
  expect(checkSync("^[a-z]+$", "").status).toBe("safe");
});
