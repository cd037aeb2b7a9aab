import { randomBytes } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { ENCODINGS, type KeptPage, keepPage } from "./kept-page";

const PAGES = 60;

/** As big as a list of goods: 90 kB, mostly not Chinese, but some, and scripts as Next writes them. */
function answerOf(n: number) {
  const nonce = "bm9uY2Utbm9uY2Utbm9uY2U=";
  const rows = Array.from({ length: 60 }, (_, row) => `<a href="/products/tea-${n}-${row}">龙井茶 ${randomBytes(300).toString("hex")}</a>`);
  const scripts = Array.from(
    { length: 40 },
    (_, row) => `<script nonce="${nonce}">push("${randomBytes(600).toString("hex")}${row}")</script>`,
  );
  return {
    status: 200,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
      link: `</_next/static/chunks/${n}.css>; rel=preload; as="style"; nonce="${nonce}"`,
      vary: "rsc, next-router-state-tree, next-router-prefetch, next-router-segment-prefetch",
      "x-content-type-options": "nosniff",
    },
    body: Buffer.from(`<html lang="zh-CN"><head></head><body>${rows.join("")}${scripts.join("")}</body></html>`),
  };
}

function held(): number {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  for (let round = 0; round < 3; round++) collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

test("what pages are said to take up is what the process holds for them", async () => {
  const pages: KeptPage[] = [];
  const keep = async (n: number) => {
    const subjectsOf = (html: string) => Array.from(html.matchAll(/\/products\/([\w-]+)/g), ([, slug = ""]) => slug);
    const page = keepPage(answerOf(n), { mark: 'data-buyer=""', subjectsOf });
    if (!page) throw new Error("was not kept");
    for (const encoding of ENCODINGS) for (const isMarked of [true, false]) await page.make(isMarked, encoding);
    return page;
  };
  await keep(0); // what the first of them loads
  const before = held();
  for (let n = 1; n <= PAGES; n++) pages.push(await keep(n));
  const really = held() - before;
  const said = pages.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(said / really).toBeGreaterThan(0.85);
  expect(said / really).toBeLessThan(1.25);
});
