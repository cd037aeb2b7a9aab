// How many pages a second a shop hands out, beside an empty static page of the same Next.js: kept, and made for each look.
import autocannon from "autocannon";
import { aimFor, type Measured } from "./figures/measured";
import { RUNS, size } from "./figures/size";
import { formatSpread, type Spread, spreadOf } from "./figures/spread";
import { warmUp } from "./figures/warm-up";
import type { Bench } from "./run-bench";

const CONNECTIONS = 16;
const SECONDS = size(2, 1);
/** Of the empty page's rate. */
const LEAST: Record<string, number> = { home: 0.3, category: 0.35, product: 0.35, search: 0.1 };

type PageRates = Record<string, Spread>;

/** Measures each page in turn, the empty one before and after, in looks a second. */
export async function measurePages({ stack, progress }: Bench): Promise<Measured> {
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
  return reportOf({ empty: [before, after], kept, made });
}

export async function pathsOf({ queryRow }: Bench["stack"]): Promise<Record<string, string>> {
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

type Rates = { empty: [Spread, Spread]; kept: PageRates; made: PageRates };

function reportOf({ empty, kept, made }: Rates): Measured {
  const yardstick = (empty[0].median + empty[1].median) / 2;
  const share = (rate: Spread | undefined) => (rate?.median ?? 0) / yardstick;
  const cells = (rate: Spread | undefined) => (rate ? `${formatSpread(rate)} | ${share(rate).toFixed(3)}` : "– | –");
  const table = [
    `The empty page: ${empty.map(formatSpread).join(" a second before, ")} after; 1 is the mean of both.`,
    "",
    "| page | kept, a second | ÷ empty | made for each look, a second | ÷ empty |",
    "|---|---|---|---|---|",
    ...Object.keys(kept).map((name) => `| ${name} | ${cells(kept[name])} | ${cells(made[name])} |`),
  ].join("\n");
  return { table, aims: Object.entries(LEAST).map(([name, least]) => aimFor(`${name} ÷ empty page`, share(kept[name]), { least })) };
}

/** Of several runs, once the page is warm. */
async function looksPerSecond(url: string): Promise<Spread> {
  await warmUp(() => look(url, 1));
  const rates: number[] = [];
  for (let run = 0; run < RUNS; run++) rates.push(await look(url, SECONDS));
  return spreadOf(rates);
}

/**
 * Looks a second, from an address of its own each, as many shoppers are: of one address only a part may be worked on at once.
 * @throws when an answer is no page
 */
export async function look(url: string, duration: number, connections = CONNECTIONS): Promise<number> {
  let next = 0;
  const { non2xx, errors, requests, ...result } = await autocannon({
    url,
    connections,
    duration,
    setupClient: (client) => client.setHeaders({ "x-forwarded-for": `10.8.${next++ % 250}.1` }),
  });
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} answers were no page, ${errors} failed`);
  return requests.total / result.duration;
}
