import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../scripts/bootstrap/root.mjs";
import type { Aim } from "./figures/measured";

const AIMS_HEAD = ["| part | what | to reach | measured | |", "|---|---|---|---|---|"];

/** Puts `text` between the marks of this name in a file of docs/: `<!-- name: … -->` and `<!-- end of name -->`, a line each. */
export function writeSection(file: string, name: string, text: string): void {
  const { lines, begin, end, place } = sectionOf(file, name);
  writeFileSync(place, [...lines.slice(0, begin + 1), text, ...lines.slice(end)].join("\n"));
}

/** Puts how a part stands to what is to be reached into the table of all of them, in place of what it said before. */
export function writeAims(part: string, aims: Aim[], order: string[]): void {
  const { lines, begin, end } = sectionOf("benchmarks.md", "aims");
  writeSection("benchmarks.md", "aims", aimsTable(lines.slice(begin + 1, end), { part, aims, order }));
}

/** The table `before` with the rows of one part changed; the parts stand in this order, and others are left out. */
export function aimsTable(before: string[], { part, aims, order }: { part: string; aims: Aim[]; order: string[] }): string {
  const partOf = (line: string) => line.split("|")[1]?.trim() ?? "";
  const others = before.filter((line) => order.includes(partOf(line)) && partOf(line) !== part);
  const own = aims.map(
    ({ what, aim, measured, isMet }) =>
      `| ${part} | ${what} | ${aim} | ${measured} | ${isMet === null ? "–" : isMet ? "met" : "**missed**"} |`,
  );
  const rows = [...others, ...own].sort((one, other) => order.indexOf(partOf(one)) - order.indexOf(partOf(other)));
  return [...AIMS_HEAD, ...rows].join("\n");
}

function sectionOf(file: string, name: string): { lines: string[]; begin: number; end: number; place: string } {
  const place = path.join(ROOT, "docs", file);
  const lines = readFileSync(place, "utf8").split("\n");
  const begin = lines.findIndex((line) => line.startsWith(`<!-- ${name}:`));
  const end = lines.indexOf(`<!-- end of ${name} -->`);
  if (begin < 0 || end < begin) throw new Error(`docs/${file} has no place for ${name}.`);
  return { lines, begin, end, place };
}
