// How many pages a second a shop hands out, beside an empty static page of the same Next.js: kept, and made for each look.
import autocannon from "autocannon";
import type { Bench } from "./run-bench";
import { formatSpread, type Spread, spreadOf } from "./spread";

const CONNECTIONS = 16;
const WARM_UP_S = 3;
const RUNS = 5;
const SECONDS = 2;

type PageRates = Record<string, Spread>;

/** Measures each page in turn, the empty one before and after, and returns a table of looks a second. */
export async function measurePages({ stack, progress }: Bench): Promise<string> {
  const step = <Value>(title: string, run: () => Promise<Value>) => progress.step(title, run, { isLong: true });
  const paths = await pathsOf(stack);
  const all = (title: string) =>
    step(title, async () => {
      const rates: PageRates = {};
      for (const [name, path] of Object.entries(paths)) rates[name] = await looksPerSecond(`${stack.shopUrl}${path}`);
      return rates;
    });
  const empty = (title: string) => step(title, () => looksPerSecond(`${stack.bareUrl}/`));
  const before = await empty("the empty page");
  await stack.startShop({ KEPT_PAGES_MB: "0" });
  const made = await all("pages, made for each look");
  await stack.startShop();
  const kept = await all("pages, kept");
  const after = await empty("the empty page again");
  await stack.stopShop();
  return tableOf({ empty: [before, after], kept, made });
}

async function pathsOf({ queryRow }: Bench["stack"]): Promise<Record<string, string>> {
  const { slug } = await queryRow<{ slug: string }>("SELECT slug FROM products WHERE on_sale ORDER BY id LIMIT 1");
  const { category } = await queryRow<{ category: string }>("SELECT slug AS category FROM categories ORDER BY position LIMIT 1");
  return {
    home: "/",
    category: `/categories/${category}`,
    product: `/products/${slug}`,
    search: `/search?${new URLSearchParams({ q: "茶" })}`,
    about: "/about",
  };
}

function tableOf({ empty, kept, made }: { empty: [Spread, Spread]; kept: PageRates; made: PageRates }): string {
  const yardstick = (empty[0].median + empty[1].median) / 2;
  const cells = (rate: Spread | undefined) => (rate ? `${formatSpread(rate)} | ${(rate.median / yardstick).toFixed(3)}` : "– | –");
  return [
    `The empty page: ${empty.map(formatSpread).join(" a second before, ")} after; 1 is the mean of both.`,
    "",
    "| page | kept, a second | ÷ empty | made for each look, a second | ÷ empty |",
    "|---|---|---|---|---|",
    ...Object.keys(kept).map((name) => `| ${name} | ${cells(kept[name])} | ${cells(made[name])} |`),
  ].join("\n");
}

/** Of several runs, once the page is warm. */
async function looksPerSecond(url: string): Promise<Spread> {
  await look(url, WARM_UP_S);
  const rates: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const { non2xx, errors, requests, duration } = await look(url, SECONDS);
    if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} answers were no page, ${errors} failed`);
    rates.push(requests.total / duration);
  }
  return spreadOf(rates);
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
