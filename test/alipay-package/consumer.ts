import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { x } from "tinyexec";

export type Consumer = {
  write: (name: string, content: string) => void;
  /** Runs a program of the project, and gives what it printed. */
  run: (runtime: Runtime, name: string, env: Record<string, string>) => Promise<string>;
  /** Compiles the project's TypeScript under the strictest options; what the compiler says, which is nothing when all is well. */
  compile: () => Promise<string>;
  /** The files of the package as it was installed, and its size in bytes. */
  files: string[];
  unpackedSize: number;
  remove: () => void;
};

/** A JavaScript runtime: its name, and its program with what stands before a file's name. */
export type Runtime = { name: string; command: string; before: string[] };

/** What the library depends on, and its types; from this project's own folder, since an install here reaches no network. */
const BESIDE = ["saxes", "xmlchars", "@types/node", "undici-types"];

const STRICTEST = {
  target: "es2023",
  lib: ["es2023"],
  types: ["node"],
  module: "nodenext",
  moduleResolution: "nodenext",
  strict: true,
  skipLibCheck: false,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUncheckedSideEffectImports: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  declaration: true,
  erasableSyntaxOnly: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  noEmit: true,
};

/** The runtimes to try: this Node.js, or those that `npm run runtimes` has installed. */
export function runtimes(): Runtime[] {
  const named = process.env.ALIPAY_RUNTIMES;
  return named ? (JSON.parse(named) as Runtime[]) : [{ name: `Node.js ${process.versions.node}`, command: process.execPath, before: [] }];
}

/** Packs lib/alipay and installs it into an empty project, offline. */
export function makeConsumer(): Consumer {
  const folder = mkdtempSync(path.join(tmpdir(), "alipay-package-"));
  const npm = (args: string[], cwd: string) => execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const packed = npm(["pack", "--json", "--pack-destination", folder], path.resolve("lib/alipay"));
  const [tarball] = JSON.parse(packed.slice(packed.indexOf("["))) as {
    filename: string;
    unpackedSize: number;
    files: { path: string }[];
  }[];
  if (!tarball) throw new Error("npm pack made nothing");
  const dependencies = Object.fromEntries(BESIDE.map((name) => [name, `file:${path.resolve("node_modules", name)}`]));
  const write = (name: string, content: string) => writeFileSync(path.join(folder, name), content);
  const manifest = { name: "consumer", version: "1.0.0", private: true, type: "module" };
  write("package.json", JSON.stringify({ ...manifest, dependencies: { "@xiaopu/alipay": `file:${tarball.filename}`, ...dependencies } }));
  write("tsconfig.json", JSON.stringify({ compilerOptions: STRICTEST, include: ["*.ts"] }));
  npm(["install", "--offline", "--install-links", "--ignore-scripts", "--no-audit", "--no-fund"], folder);
  return {
    write,
    run: async ({ command, before }, name, env) => {
      const options = {
        timeout: 60_000,
        nodeOptions: { cwd: folder, env: { ...env, NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, HOME: folder } },
      };
      const ran = await x(command, [...before, name], options);
      if (ran.exitCode !== 0) throw new Error(`${name} ended with ${ran.exitCode}: ${ran.stderr}`);
      return ran.stdout;
    },
    compile: async () => (await x(path.resolve("node_modules/.bin/tsc"), ["-p", folder])).stdout,
    files: tarball.files.map(({ path: file }) => file),
    unpackedSize: tarball.unpackedSize,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The package as its package.json describes it. */
export function readManifest(): { exports: Record<string, string | { types: string; default: string }> } {
  return JSON.parse(readFileSync("lib/alipay/package.json", "utf8"));
}
