// How much JavaScript a phone really loads for a page: the bodies of what the browser asked for, compressed here.
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { type Browser, chromium, devices } from "playwright";
import { chromiumPath } from "../scripts/test/chromium";

/** In bytes; `laterGzip` is fetched without a tap but not for this page: for pages that may come next. */
export type Weight = { name: string; gzip: number; brotli: number; files: number; laterGzip: number };

type Route = { name: string; url: string };

/** Opens each page in a browser of its own that looks like a phone's. */
export async function weighPages(routes: Route[]): Promise<Weight[]> {
  const args = [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu"];
  const browser = await chromium.launch({ executablePath: chromiumPath(), args });
  try {
    const weights: Weight[] = [];
    for (const route of routes) weights.push(await weigh(browser, route));
    return weights;
  } finally {
    await browser.close();
  }
}

async function weigh(browser: Browser, { name, url }: Route): Promise<Weight> {
  const context = await browser.newContext({ ...devices["Pixel 7"], locale: "zh-CN" });
  const page = await context.newPage();
  const bodies: { isLater: boolean; body: Promise<Buffer> }[] = [];
  let isThere = false;
  page.on("response", (response) => {
    const isScript = response.request().resourceType() === "script" || /javascript/.test(response.headers()["content-type"] ?? "");
    if (isScript && response.ok()) bodies.push({ isLater: isThere, body: response.body() });
  });
  // An order's page waits for news all the time, so its network would never be idle.
  await page.route("**/api/orders/*/status*", (route) => route.fulfill({ status: 404 }));
  await page.goto(url, { waitUntil: "load" });
  // A kept page fetches its own after that (lib/server/pages/hashed-page.ts): React runs when it has put its key onto what it made.
  await page.waitForFunction(() => Object.keys(document).some((key) => key.startsWith("__reactContainer")));
  isThere = true;
  await page.waitForLoadState("networkidle");
  const scripts = await Promise.all(bodies.map(async ({ isLater, body }) => ({ isLater, body: await body })));
  await context.close();
  const now = scripts.filter(({ isLater }) => !isLater).map(({ body }) => body);
  const later = scripts.filter(({ isLater }) => isLater).map(({ body }) => body);
  return { name, gzip: sum(now, gzip), brotli: sum(now, brotli), files: now.length, laterGzip: sum(later, gzip) };
}

/** As Next.js itself compresses: gzip at its default level. */
function gzip(body: Buffer): number {
  return gzipSync(body).byteLength;
}

/** As a proxy in front may: brotli at the level that is usual for answers made on the fly. */
function brotli(body: Buffer): number {
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).byteLength;
}

function sum(bodies: Buffer[], size: (body: Buffer) => number): number {
  return bodies.reduce((total, body) => total + size(body), 0);
}
