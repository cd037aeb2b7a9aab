import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

export type Import = { from: string; to: { file: string } | { package: string } };

const SOURCE = /\.(?:tsx?|mjs)$/;
const TEST = /(?:\.test\.tsx?$|^test\/)/;
/** Statements begin their line; what stands in a comment or in a text does not look like one. */
const IMPORTS = [
  /^(?:import|export)\s[^"';]*?\bfrom\s+"([^"]+)"/gm,
  /^import\s+"([^"]+)"/gm,
  /\bimport\(\s*"([^"]+)"/g,
  /\bnew URL\("(\.[^"]+\.(?:ts|mjs))", import\.meta\.url\)/g,
];

/** Every import of the source files that git knows; tests are left out. Paths have no ending. */
export function readImports(): Import[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" }).split("\n");
  const files = listed.filter((file) => SOURCE.test(file) && !file.endsWith(".d.ts") && !TEST.test(file) && existsSync(file));
  return files.flatMap((file) => importsOf(file, readFileSync(file, "utf8")));
}

/** The imports of one file, given its path from the top and its text. */
export function importsOf(file: string, text: string): Import[] {
  const from = withoutEnding(file);
  return IMPORTS.flatMap((pattern) => [...text.matchAll(pattern)]).map(([, specifier = ""]) => ({ from, to: targetOf(file, specifier) }));
}

function targetOf(file: string, specifier: string): Import["to"] {
  if (specifier.startsWith("@/")) return { file: withoutEnding(specifier.slice(2)) };
  if (specifier.startsWith(".")) return { file: withoutEnding(path.posix.join(path.posix.dirname(file), specifier)) };
  const [scope = "", name = ""] = specifier.split("/");
  if (specifier.startsWith("node:")) return { package: scope };
  return { package: scope.startsWith("@") ? `${scope}/${name}` : scope };
}

function withoutEnding(file: string): string {
  return file.replace(SOURCE, "");
}
