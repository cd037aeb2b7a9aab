// The yardstick: the smallest Next.js application there is, of the same version and build, with one empty page and one
// route handler that reads its body and answers `success`.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { WITHOUT_DOWNLOADS } from "../scripts/stack/install.mjs";
import { runCommand } from "../scripts/stack/run-command.mjs";
import { ROOT } from "../scripts/stack/settings.mjs";

const FILES = {
  "next.config.mjs": `export default { poweredByHeader: false, turbopack: { root: ${JSON.stringify(path.parse(ROOT).root)} } };\n`,
  "app/layout.js": "export default function Layout({ children }) {\n  return <html><body>{children}</body></html>;\n}\n",
  "app/page.js": "export default function Page() {\n  return null;\n}\n",
  "app/success/route.js": 'export async function POST(request) {\n  await request.text();\n  return new Response("success");\n}\n',
};

/**
 * Writes and builds it outside of the checkout, whose proxy.ts and instrumentation.ts Next.js would take for its own.
 * @param {string} app an empty folder
 * @param {string} folder for logs
 */
export async function buildBareApp(app, folder) {
  symlinkSync(path.join(ROOT, "node_modules"), path.join(app, "node_modules"));
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(app, file)), { recursive: true });
    writeFileSync(path.join(app, file), text);
  }
  await runCommand([process.execPath, path.join(ROOT, "node_modules/next/dist/bin/next"), "build"], {
    logFile: path.join(folder, "logs", "bare-build.log"),
    what: "Building the yardstick",
    env: { ...process.env, ...WITHOUT_DOWNLOADS, NODE_ENV: "production" },
    cwd: app,
  });
}
