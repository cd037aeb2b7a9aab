import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../scripts/bootstrap/root.mjs";

/** Puts `text` between the marks of this name in a file of docs/: `<!-- name: … -->` and `<!-- end of name -->`, a line each. */
export function writeSection(file: string, name: string, text: string): void {
  const place = path.join(ROOT, "docs", file);
  const lines = readFileSync(place, "utf8").split("\n");
  const begin = lines.findIndex((line) => line.startsWith(`<!-- ${name}:`));
  const end = lines.indexOf(`<!-- end of ${name} -->`);
  if (begin < 0 || end < begin) throw new Error(`docs/${file} has no place for ${name}.`);
  writeFileSync(place, [...lines.slice(0, begin + 1), text, ...lines.slice(end)].join("\n"));
}
