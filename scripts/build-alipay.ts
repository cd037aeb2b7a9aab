// Builds the package in lib/alipay: JavaScript and types in its dist, for `npm pack` there (its prepack). It needs what the whole
// project has installed, and reaches no network.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const home = path.join(root, "lib/alipay");
const dist = path.join(home, "dist");

rmSync(dist, { recursive: true, force: true });
const tsc = path.join(root, "node_modules/typescript/bin/tsc");
// Standard output belongs to `npm pack --json`, which this runs inside.
execFileSync(process.execPath, [tsc, "-p", path.join(home, "tsconfig.build.json")], { stdio: ["ignore", 2, 2] });

// Modules name each other without an ending, as bundlers read it; Node, Deno and Bun want the file's whole name.
for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const file = path.join(entry.parentPath, entry.name);
  const text = readFileSync(file, "utf8");
  writeFileSync(
    file,
    text.replace(
      /\b(from |import |import\()"(\.{1,2}\/[^"]+)"/g,
      (_, before: string, name: string) => `${before}"${withEnding(file, name)}"`,
    ),
  );
}
copyFileSync(path.join(root, "LICENSE"), path.join(home, "LICENSE"));

function withEnding(file: string, name: string): string {
  const target = path.resolve(path.dirname(file), `${name}.js`);
  if (!existsSync(target)) throw new Error(`${file} imports ${name}, which was not built`);
  return `${name}.js`;
}
