import { readFileSync } from "node:fs";
import path from "node:path";

export type Example = { name: string; code: string; output: string };

/** The examples of a page of the package's documentation, in its order: each is a program, and what it prints stands below it. */
export function examplesOf(page: string): Example[] {
  const text = readFileSync(path.resolve("lib/alipay/docs", page), "utf8");
  const blocks = [...text.matchAll(/^```(\w+) (example|output)=([\w-]+)\n([\s\S]*?)^```$/gm)];
  const outputs = new Map(blocks.filter(([, , kind]) => kind === "output").map(([, , , name = "", output = ""]) => [name, output]));
  return blocks
    .filter(([, , kind]) => kind === "example")
    .map(([, , , name = "", code = ""]) => ({ name, code, output: outputs.get(name) ?? "" }));
}
