// How many pages a second a shop hands out, beside an empty static page of the same Next.js: kept, and made for each look.
import autocannon from "autocannon";
import type { Progress } from "../scripts/stack/progress";
import type { BenchStack } from "./stack";

const CONNECTIONS = 16;
const WARM_UP_S = 2;
const SECONDS = 5;

/** Looks a second; `share`: of the empty page's in the same run. */
export type PageRate = { name: string; kept: number; share: number; made: number; madeShare: number };

/** Measures each page in turn, the empty one before and after. */
export async function measurePages({
  stack,
  progress,
}: {
  stack: BenchStack;
  progress: Progress;
}): Promise<{ empty: number; pages: PageRate[] }> {
  const step = <Value>(title: string, run: () => Promise<Value>) => progress.step(title, run, { isLong: true });
  const { slug } = await stack.queryRow<{ slug: string }>("SELECT slug FROM products WHERE on_sale ORDER BY id LIMIT 1");
  const { category } = await stack.queryRow<{ category: string }>("SELECT slug AS category FROM categories ORDER BY position LIMIT 1");
  const paths = {
    home: "/",
    category: `/categories/${category}`,
    product: `/products/${slug}`,
    search: `/search?${new URLSearchParams({ q: "茶" })}`,
    about: "/about",
  };
  const all = async (title: string) => {
    const rates: Record<string, number> = {};
    for (const [name, path] of Object.entries(paths))
      rates[name] = await step(`${name}, ${title}`, () => looksPerSecond(`${stack.shopUrl}${path}`));
    return rates;
  };
  const before = await step("the empty page", () => looksPerSecond(`${stack.bareUrl}/`));
  await stack.startShop({ KEPT_PAGES_MB: "0" });
  const made = await all("made for each look");
  await stack.startShop();
  const kept = await all("kept");
  const after = await step("the empty page again", () => looksPerSecond(`${stack.bareUrl}/`));
  const empty = (before + after) / 2;
  const pages = Object.keys(paths).map((name) => {
    const [one = 0, other = 0] = [kept[name], made[name]];
    return { name, kept: one, share: one / empty, made: other, madeShare: other / empty };
  });
  return { empty, pages };
}

async function looksPerSecond(url: string): Promise<number> {
  await look(url, WARM_UP_S);
  const { non2xx, errors, requests } = await look(url, SECONDS);
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} answers were no page, ${errors} failed`);
  return requests.average;
}

/** From an address of its own each, as many shoppers are: of one address only a part may be worked on at once. */
function look(url: string, duration: number): Promise<autocannon.Result> {
  let next = 0;
  return autocannon({
    url,
    connections: CONNECTIONS,
    duration,
    setupClient: (client) => client.setHeaders({ "x-forwarded-for": `10.8.${next++ % 250}.1` }),
  });
}
