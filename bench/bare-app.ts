// The yardstick: the smallest Next.js application there is, of the same version and build, with one empty page, one that
// paints a word, one whose form leads to a cashier, and one route handler that reads its body and answers `success`.
import { buildApp, type Files, nextConfig } from "./apps";

const FILES: Files = {
  "next.config.mjs": nextConfig(),
  "app/layout.js": "export default function Layout({ children }) {\n  return <html><body>{children}</body></html>;\n}\n",
  "app/page.js": "export default function Page() {\n  return null;\n}\n",
  "app/word/page.js": "export default function Page() {\n  return <h1>小铺</h1>;\n}\n",
  "app/form/page.js":
    'import { redirect } from "next/navigation";\nasync function send() {\n  "use server";\n  redirect("https://cashier.invalid/");\n}\nexport default function Page() {\n  return <form action={send}><input type="hidden" name="form" value="empty" /></form>;\n}\n',
  "app/success/route.js": 'export async function POST(request) {\n  await request.text();\n  return new Response("success");\n}\n',
};

/** Writes and builds it in the folder `app`, unless it is there. `folder` takes the log. */
export function buildBareApp(app: string, folder: string): Promise<void> {
  return buildApp({ app, files: FILES, folder });
}
