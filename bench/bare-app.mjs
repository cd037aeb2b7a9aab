// The yardstick: the smallest Next.js application there is, of the same version and build, with one empty page and one
// route handler that reads its body and answers `success`.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { WITHOUT_DOWNLOADS } from "../scripts/stack/install.mjs";
import { runCommand } from "../scripts/stack/run-command.mjs";
import { ROOT } from "../scripts/stack/settings.mjs";

const FILES = {
  "next.config.mjs": `export default { poweredByHeader: false, turbopack: { root: ${JSON.stringify(ROOT)} } };\n`,
  "app/layout.js": "export default function Layout({ children }) {\n  return <html><body>{children}</body></html>;\n}\n",
  "app/page.js": "export default function Page() {\n  return null;\n}\n",
  "app/success/route.js": 'export async function POST(request) {\n  await request.text();\n  return new Response("success");\n}\n',
};

/**
 * Writes and builds it below the checkout, whose node_modules it shares.
 * @param {string} folder for logs
 * @returns {Promise<string>} where it is
 */
export async function buildBareApp(folder) {
  const app = path.join(ROOT, ".data", "bare-app");
  rmSync(app, { recursive: true, force: true });
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
  return app;
}
