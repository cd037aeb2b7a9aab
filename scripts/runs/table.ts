// The table of a trial's runs in its page below docs/reliability, where each command adds its own row.

/** A row: figures by the head of their column. Whole numbers are added up in the last row. */
export type Figures = Record<string, number | string>;
/** Of a row that is not yet finished as well: each row has a moment of its own, at which it began. */
export type Run = { begun: string; commit: string; command: string; machine: string; figures: Figures };

const FIXED = ["begun", "commit", "command", "machine"] as const;
const TOGETHER = "**together**";

/** The page with this run's row; a row of the same moment and command is written anew. @throws when the page has no such table */
export function withRun(page: string, table: string, { begun, commit, command, machine, figures }: Run): string {
  const [from, to] = placeOf(page, table);
  const known = readRows(page.slice(from, to));
  const row: Record<string, string> = { begun, commit, command: `\`${command}\``, machine };
  for (const [head, value] of Object.entries(figures)) row[head] = typeof value === "number" ? value.toLocaleString("en") : value;
  const at = known.findIndex((one) => one.begun === row.begun && one.command === row.command);
  const rows = at < 0 ? [...known, row] : known.map((one, place) => (place === at ? row : one));
  const heads = [...new Set([...FIXED, ...rows.flatMap((one) => Object.keys(one))])];
  return `${page.slice(0, from)}\n${write(heads, rows)}\n${page.slice(to)}`;
}

function write(heads: readonly string[], rows: readonly Record<string, string>[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  const figures = heads.slice(FIXED.length);
  const sums = figures.map((head) => sumOf(rows.map((row) => row[head] ?? "")));
  return [
    line(heads),
    `|${heads.map(() => "---|").join("")}`,
    ...rows.map((row) => line(heads.map((head) => row[head] ?? ""))),
    ...(rows.length > 1 ? [line([TOGETHER, "", "", "", ...sums])] : []),
  ].join("\n");
}

/** Of numbers alone; an empty text where there is anything else. */
function sumOf(cells: readonly string[]): string {
  const said = cells.filter(Boolean).map((cell) => cell.replaceAll(",", ""));
  return said.every((cell) => /^\d+$/.test(cell)) ? said.reduce((sum, cell) => sum + Number(cell), 0).toLocaleString("en") : "";
}

function readRows(text: string): Record<string, string>[] {
  const [heads = [], , ...rows] = text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll("\\|", "|")),
    );
  return rows
    .filter(([first]) => first !== TOGETHER)
    .map((cells) => Object.fromEntries(cells.map((cell, at) => [heads[at] ?? "", cell]).filter(([head, cell]) => head && cell)));
}

/** From where to where the table stands. */
function placeOf(page: string, table: string): [number, number] {
  const [begin, end] = [`<!-- runs of ${table}: begin -->`, `<!-- runs of ${table}: end -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The page needs ${begin} and ${end}`);
  return [from + begin.length, to];
}
