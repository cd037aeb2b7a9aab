// Three things are made from sources: the Prisma client, Next's build, and within it what starts the shop. A stamp beside each says
// from which sources, so that `npm start` and `npm test` share them and nothing is made twice.
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { WITHOUT_DOWNLOADS } from "../bootstrap/install.mjs";
import { ROOT } from "../bootstrap/root.mjs";
import { ensureBundles } from "./bundle";
import { fingerprint } from "./fingerprint";
import type { Progress } from "./progress";
import { runCommand } from "./run-command";

const CLIENT = path.join(ROOT, "lib", "server", "prisma");
const BUILD = path.join(ROOT, ".next");
const STAMP = path.join(BUILD, "stamp");
const KEY_NAME = "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY";
const SOURCES = [
  "app",
  "components",
  "lib",
  "prisma/schema.prisma",
  "prisma/seed", // the demo goods of a button in the back office
  "instrumentation.ts",
  "proxy.ts",
  "next.config.js",
  "postcss.config.mjs",
  "scripts/css",
  "tsconfig.json",
  "package.json", // the browsers to build for
  "package-lock.json",
];

/** `dataDir` takes the logs, `signal` ends the work. */
export type BuildOptions = { progress: Progress; dataDir: string; signal?: AbortSignal };

/** Generates the Prisma client, unless it is there already. */
export async function ensureClient({ progress, dataDir, signal }: BuildOptions): Promise<void> {
  const stamp = path.join(CLIENT, ".stamp");
  const wanted = await fingerprint(["prisma/schema.prisma", "prisma.config.ts", "node_modules/@prisma/client/package.json"]);
  if (readStamp(stamp) === wanted && existsSync(path.join(CLIENT, "client.ts"))) return;
  await progress.step("generating the database client", () =>
    runCommand([process.execPath, "node_modules/prisma/build/index.js", "generate"], {
      logFile: path.join(dataDir, "logs", "generate.log"),
      what: "prisma generate",
      env: WITHOUT_DOWNLOADS,
      signal,
    }),
  );
  writeFileSync(stamp, wanted);
}

/** Builds the shop and bundles what starts it, unless that is done already. */
export async function ensureBuild(options: BuildOptions, sources?: string): Promise<void> {
  await ensureShop(options, sources ?? (await sourcesOfShop()));
  // Without them the sources are run, as in development.
  await ensureBundles().catch((error: Error) => options.progress.line(`  ! what starts the shop could not be bundled: ${error.message}`));
}

/** Names the sources as they are, for `ensureBuild`: reading some two thousand files can be done while something else starts. */
export function sourcesOfShop(): Promise<string> {
  return fingerprint(SOURCES, (file) => file.startsWith("lib/server/prisma/") || /\.test\.tsx?$/.test(file));
}

async function ensureShop({ progress, dataDir, signal }: BuildOptions, sources: string): Promise<void> {
  const { BUILD_STANDALONE, [KEY_NAME]: key } = process.env;
  // The image's build is another one: `next start` cannot serve it.
  const wanted = [sources, ...(key ? [digestOf(key)] : []), ...(BUILD_STANDALONE === "1" ? ["standalone"] : [])].join(" ");
  if (readStamp(STAMP) === wanted && existsSync(path.join(BUILD, "BUILD_ID"))) return;
  rmSync(STAMP, { force: true });
  await progress.step(
    "building the shop (a minute or so)",
    () =>
      runCommand([process.execPath, "node_modules/next/dist/bin/next", "build"], {
        logFile: path.join(dataDir, "logs", "build.log"),
        what: "next build",
        env: { ...buildEnv(), [KEY_NAME]: actionsKey(dataDir), NEXT_DEPLOYMENT_ID: deploymentId(wanted) },
        signal,
      }),
    { isLong: true },
  );
  writeFileSync(STAMP, wanted);
}

/**
 * Names the build by its sources, so that instances which were built apart from the same sources are one deployment to the
 * browsers, and pages of another are loaded anew. Both the build and the server must be told.
 */
export function deploymentId(stamp = readStamp(STAMP) ?? ""): string {
  return stamp.slice(0, 16);
}

/**
 * The key by which Next numbers the server actions: with the same key, pages from before a deploy still find theirs. Made once
 * and kept in the data folder; instances on several machines are given one by the variable.
 */
export function actionsKey(dataDir: string): string {
  const given = process.env[KEY_NAME];
  if (given) return given;
  const file = path.join(dataDir, "actions-key");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A build must not depend on where the shop will run: it gets no database and no keys. */
function buildEnv(): Record<string, string | undefined> {
  const ours = Object.keys(process.env).filter((name) => /^(DATABASE_URL|SHOP_URL|ALIPAY_.*)$/.test(name));
  return { ...Object.fromEntries(ours.map((name) => [name, undefined])), ...WITHOUT_DOWNLOADS, NODE_ENV: "production" };
}

function readStamp(file: string): string | null {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}
