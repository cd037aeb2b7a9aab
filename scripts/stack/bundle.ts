// Bundles what a start runs of ours, each program into one file of JavaScript, packages with it.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "esbuild";
import { bundleFile, freshBundle, print, sourcesPrint } from "../bootstrap/bundles.mjs";
import { ROOT } from "../bootstrap/root.mjs";
import { SERVER_TSX, TSX } from "./node-flags";

/** The programs, and the flags with which node runs them from their sources. */
const PROGRAMS = {
  stack: { entry: "scripts/stack/main.ts", flags: TSX },
  emulator: { entry: "emulator/main.ts", flags: TSX },
  "check-config": { entry: "scripts/stack/check-config.ts", flags: SERVER_TSX },
} as const;

export type Program = keyof typeof PROGRAMS;

/** How node is told to run a program: as it was bundled, or from its sources where they have changed since or nothing is built. */
export function programArgs(name: Program): string[] {
  const bundle = freshBundle(name);
  const { entry, flags } = PROGRAMS[name];
  return bundle === null ? [...flags, entry] : [bundle];
}

/** Bundles what is not bundled as its sources are now. */
export async function ensureBundles(folder?: string): Promise<void> {
  for (const name of Object.keys(PROGRAMS) as Program[])
    if (freshBundle(name, folder) === null) await bundle(name, bundleFile(name, folder));
}

async function bundle(name: Program, file: string): Promise<void> {
  const { build } = await import("esbuild"); // seldom wanted
  const { entry, flags } = PROGRAMS[name];
  const { metafile, outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile: file,
    write: false,
    bundle: true,
    metafile: true,
    platform: "node",
    format: "esm",
    target: "node20.19", // the oldest that package.json supports: another may run it than made it
    conditions: flags.filter((flag) => flag.startsWith("--conditions=")).map((flag) => flag.replace("--conditions=", "")),
    external: ["pg-native", "esbuild", "qrcode"], // the first is not installed, the others are seldom wanted
    // Packages that are CommonJS ask for Node's own modules by it.
    banner: { js: `import { createRequire as requireOfBundle } from "node:module";\nconst require = requireOfBundle(import.meta.url);` },
    plugins: [sourcesStayInPlace(path.dirname(file))],
    logLevel: "silent",
  });
  const inputs = Object.keys(metafile.inputs).filter((input) => !input.startsWith("node_modules/"));
  const sources = sourcesPrint(inputs);
  mkdirSync(path.dirname(file), { recursive: true });
  for (const { contents } of outputFiles) replace(file, contents);
  replace(`${file}.stamp`, JSON.stringify({ inputs, sources, bundle: print([file]) }));
}

/** A file that a module names by its own place is named from that place also in the bundle, by a path from there: the checkout may be moved. */
function sourcesStayInPlace(folder: string): Plugin {
  return {
    name: "sources-stay-in-place",
    setup({ onLoad }) {
      onLoad({ filter: /\.(?:ts|mjs)$/ }, ({ path: source }) => {
        if (source.includes("node_modules")) return null;
        const place = JSON.stringify(path.relative(folder, source).split(path.sep).join("/"));
        const contents = readFileSync(source, "utf8").replace(
          /(\bnew URL\("[^"]+", )(import\.meta\.url)\)/g,
          (_, before: string, here: string) => `${before}new URL(${place}, ${here}))`,
        );
        return { contents, loader: source.endsWith(".ts") ? "ts" : "js" };
      });
    },
  };
}

/** Whoever starts at this moment finds the old one or the new one. */
function replace(file: string, contents: string | Uint8Array): void {
  const fresh = `${file}.${process.pid}`; // another start may be at it too
  writeFileSync(fresh, contents);
  renameSync(fresh, file);
}
