import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../bootstrap/root.mjs";
import type { Mutant } from "./mutant";
import type { Caught } from "./try-mutant";

export const RELIABILITY = path.join(ROOT, "docs", "reliability.md");
const [BEGIN, END] = ["<!-- mutants: begin -->", "<!-- mutants: end -->"];
const HEAD = ["| mutant | the fault | caught by |", "|---|---|---|"];
const NOT_RUN = "not run yet";

/** What is said of each mutant by its name, as the page has it. */
export function readTable(page: string): Map<string, string> {
  const rows = page
    .slice(...placeOf(page))
    .trim()
    .split("\n")
    .slice(HEAD.length);
  return new Map(
    rows.flatMap((row) => {
      const [, name, , caught] = row.split(/(?<!\\)\|/).map((cell) => cell.trim());
      return name && caught ? [[name.replaceAll("`", ""), caught] as const] : [];
    }),
  );
}

/** The page with a row for each mutant: what is known of it, and what was found now. */
export function withTable(page: string, mutants: readonly Mutant[], found: ReadonlyMap<string, string>): string {
  const known = readTable(page);
  const rows = mutants.map(({ name, fault }) => `| \`${name}\` | ${cell(fault)} | ${found.get(name) ?? known.get(name) ?? NOT_RUN} |`);
  const [from, to] = placeOf(page);
  return `${page.slice(0, from)}\n${[...HEAD, ...rows].join("\n")}\n${page.slice(to)}`;
}

/** Writes what was found into the page. */
export function writeTable(mutants: readonly Mutant[], found: ReadonlyMap<string, string>): void {
  writeFileSync(RELIABILITY, withTable(readFileSync(RELIABILITY, "utf8"), mutants, found));
}

export function describeCaught(caught: Caught): string {
  if (caught.by === "test") return cell(`“${caught.sentence}” (${path.basename(caught.file)})`);
  if (caught.by === "simulation") return `simulation \`${caught.name}\`, after ${caught.seeds} ${caught.seeds === 1 ? "seed" : "seeds"}`;
  return `**nothing**, in ${caught.seeds} seeds`;
}

/** From where to where the table stands. */
function placeOf(page: string): [number, number] {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`docs/reliability.md needs ${BEGIN} and ${END}`);
  return [from + BEGIN.length, to];
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
