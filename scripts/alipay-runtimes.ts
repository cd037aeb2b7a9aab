// The package of lib/alipay under several JavaScript runtimes: `npm run runtimes` installs those below from the npm registry into a folder of
// their own (no install script is run, so that no other host is asked), and runs the package's tests under each.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

type Program = { as: string; package: string; program: string; before: string[] };

const system = `${process.platform}-${process.arch}`;
/** The packages that hold each program for this machine, by their own names. */
const PROGRAMS: Record<string, Program> = {
  "Node.js 20": { as: "node20", package: `node-${system}@20`, program: "bin/node", before: [] },
  "Node.js 22": { as: "node22", package: `node-${system}@22`, program: "bin/node", before: [] },
  "Node.js 24": { as: "node24", package: `node-${system}@24`, program: "bin/node", before: [] },
  Deno: {
    as: "deno",
    package: `@deno/${system}${process.platform === "linux" ? "-glibc" : ""}@2`,
    program: "deno",
    before: ["run", "-A", "--no-remote"],
  },
  Bun: { as: "bun", package: `@oven/bun-${system.replace("arm64", "aarch64")}@1`, program: "bin/bun", before: ["run"] },
};

const folder = mkdtempSync(path.join(tmpdir(), "runtimes-"));
writeFileSync(path.join(folder, "package.json"), '{ "private": true }');
try {
  const found: { name: string; command: string; before: string[] }[] = [];
  for (const [name, { as, package: spec, program, before }] of Object.entries(PROGRAMS)) {
    const args = ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", path.join(folder, as), spec];
    const installed = spawnSync("npm", args, { encoding: "utf8" });
    const command = path.join(folder, as, "node_modules", spec.slice(0, spec.lastIndexOf("@")), program);
    const version = installed.status === 0 ? spawnSync(command, ["--version"], { encoding: "utf8" }).stdout?.trim() : "";
    if (version) found.push({ name: `${name} (${version.split("\n")[0]})`, command, before });
    else console.log(`${name}: not to be had here (${spec})`);
  }
  if (found.length === 0) throw new Error("no runtime could be installed");
  const env = { ...process.env, ALIPAY_RUNTIMES: JSON.stringify(found) };
  execFileSync("npx", ["vitest", "run", "--project", "unit", "--reporter", "verbose", "test/alipay-package.test.ts"], {
    env,
    stdio: "inherit",
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
