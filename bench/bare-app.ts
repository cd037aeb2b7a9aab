// The yardstick: the smallest Next.js application there is, of the same version and build, with one empty page, one that
// paints a word, one whose form leads to a cashier, and one route handler that reads its body and answers `success`.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { WITHOUT_DOWNLOADS } from "../scripts/bootstrap/install.mjs";
import { ROOT } from "../scripts/bootstrap/root.mjs";
import { runCommand } from "../scripts/stack/run-command";

const FILES = {
  "next.config.mjs": `export default { poweredByHeader: false, turbopack: { root: ${JSON.stringify(path.parse(ROOT).root)} } };\n`,
  "app/layout.js": "export default function Layout({ children }) {\n  return <html><body>{children}</body></html>;\n}\n",
  "app/page.js": "export default function Page() {\n  return null;\n}\n",
  "app/word/page.js": "export default function Page() {\n  return <h1>小铺</h1>;\n}\n",
  "app/form/page.js":
    'import { redirect } from "next/navigation";\nasync function send() {\n  "use server";\n  redirect("https://cashier.invalid/");\n}\nexport default function Page() {\n  return <form action={send}><input type="hidden" name="form" value="empty" /></form>;\n}\n',
  "app/success/route.js": 'export async function POST(request) {\n  await request.text();\n  return new Response("success");\n}\n',
};

/**
 * Writes and builds it in the empty folder `app`, outside of the checkout, whose proxy.ts and instrumentation.ts Next.js would
 * take for its own. `folder` takes the log.
 */
export async function buildBareApp(app: string, folder: string): Promise<void> {
  symlinkSync(path.join(ROOT, "node_modules"), path.join(app, "node_modules"));
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(app, file)), { recursive: true });
    writeFileSync(path.join(app, file), text);
  }
  await runCommand([process.execPath, path.join(ROOT, "node_modules/next/dist/bin/next"), "build"], {
    logFile: path.join(folder, "logs", "bare-build.log"),
    what: "Building the yardstick",
    env: { ...WITHOUT_DOWNLOADS, NODE_ENV: "production" },
    cwd: app,
  });
}
