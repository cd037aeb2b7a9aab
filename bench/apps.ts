// The yardsticks: small Next.js applications of the same version and build as the shop.
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { WITHOUT_DOWNLOADS } from "../scripts/bootstrap/install.mjs";
import { ROOT } from "../scripts/bootstrap/root.mjs";
import { runCommand } from "../scripts/stack/run-command";

/** By its path in the application. */
export type Files = Record<string, string>;

/** Of a next.config.mjs: whatever is outside of the folder, as node_modules is, may be read. */
export function nextConfig(options: Record<string, unknown> = {}): string {
  const config = { poweredByHeader: false, turbopack: { root: path.parse(ROOT).root }, ...options };
  return `export default ${JSON.stringify(config)};\n`;
}

type AppOptions = {
  /** Outside of the checkout, whose proxy.ts and instrumentation.ts Next.js would take for its own. */
  app: string;
  files: Files;
  /** Takes the log. */
  folder: string;
  /** What has to be done between writing and building. */
  prepare?: () => Promise<unknown>;
  env?: Record<string, string>;
};

/** Writes and builds one, unless that is done already. */
export async function buildApp({ app, files, folder, prepare, env }: AppOptions): Promise<void> {
  if (existsSync(path.join(app, ".next", "BUILD_ID"))) return;
  mkdirSync(app, { recursive: true });
  if (!existsSync(path.join(app, "node_modules"))) symlinkSync(path.join(ROOT, "node_modules"), path.join(app, "node_modules"));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(app, file)), { recursive: true });
    writeFileSync(path.join(app, file), text);
  }
  await prepare?.();
  await runCommand([process.execPath, path.join(ROOT, "node_modules/next/dist/bin/next"), "build"], {
    logFile: path.join(folder, "logs", `${path.basename(app)}-build.log`),
    what: `Building the yardstick "${path.basename(app)}"`,
    env: { ...WITHOUT_DOWNLOADS, ...env, NODE_ENV: "production" },
    cwd: app,
  });
}
