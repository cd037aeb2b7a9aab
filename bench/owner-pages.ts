// The owner's pages of a running shop, asked for by somebody who is logged in: in a shop with a thousand orders, and in one with a million.
import { createHash, randomBytes } from "node:crypto";
import http from "node:http";
import path from "node:path";
import { text } from "node:stream/consumers";
import pg from "pg";
import { ROOT } from "../scripts/bootstrap/root.mjs";
import { aimFor, type Measured } from "./figures/measured";
import { size } from "./figures/size";
import { formatSpread, spreadOf } from "./figures/spread";
import { type FilledDatabase, openCluster, openFilled, type Sample } from "./million/databases";
import type { Bench } from "./run-bench";
import type { App } from "./stack";

const MANY = size(1_000_000, 10_000);
const WARM_UP = size(15, 2);
const ROUNDS = size(45, 3);
/** What is to be reached names these; the others are watched too. */
const AIMED = ["dashboard", "list of orders", "search by phone", "search by name", "search by trade number"];
const MOST_RATIO = 1.2;
const MOST_MS = 100;

/** By what the aim calls them. */
const PAGES: Record<string, (sample: Sample) => string> = {
  dashboard: () => "/admin",
  "list of orders": () => "/admin/orders",
  "list, a page from its middle": ({ deep }) => `/admin/orders?${new URLSearchParams({ after: deep })}`,
  "search by phone": ({ phone }) => search(phone),
  "search by name": ({ name }) => search(name),
  "search by the commonest surname": () => search("王"),
  "search by trade number": ({ tradeNo }) => search(tradeNo),
  "search by order number": ({ no }) => search(no),
  "search by goods": ({ goods }) => search(goods),
  "one order": ({ no }) => `/admin/orders/${no}`,
  customers: () => "/admin/customers",
  "books of 30 days": () => "/admin/books",
  notices: () => "/admin/deliveries",
};

type Side = { shop: App; cookie: string; sample: Sample };

/** Each page in both shops in turn, 45 times, by one asker; before that each of them 15 times, since a server's first pages are slow. */
export async function measureOwnerPages({ stack, progress, supervisor }: Bench): Promise<Measured> {
  const cluster = await openCluster(path.join(ROOT, ".data", "million"));
  supervisor.add({ name: "the databases", process: cluster.process, stop: cluster.stop });
  const open = async (name: string, orders: number): Promise<Side> => {
    const filled = await progress.step(`a shop of ${orders} orders`, () => openFilled(cluster, name, orders), { isLong: true });
    const cookie = await logIn(filled);
    const shop = await stack.startInstance({ DATABASE_URL: filled.url, ALIPAY_PROTOCOL: "wap-token", LOG_LEVEL: "error" });
    return { shop, cookie, sample: filled.sample };
  };
  const [few, many] = [await open("k1", 1_000), await open(`m${MANY}`, MANY)];
  const rows = Object.entries(PAGES).map(([name, pathOf]) => ({ name, pathOf, few: [] as number[], many: [] as number[] }));
  const all = async () => {
    for (let round = 0; round < WARM_UP; round++)
      for (const { pathOf } of rows) for (const side of [few, many]) await look(side, pathOf(side.sample));
    for (const { pathOf, ...tookMs } of rows)
      for (let round = 0; round < ROUNDS; round++) {
        tookMs.few.push(await look(few, pathOf(few.sample)));
        tookMs.many.push(await look(many, pathOf(many.sample)));
      }
  };
  await progress.step("the owner's pages", all, { isLong: true });
  for (const { shop } of [few, many]) await shop.stop();
  return reportOf(rows);
}

function search(words: string): string {
  return `/admin/orders?${new URLSearchParams({ q: words })}`;
}

/** Gives the database an owner with a session, and returns the cookie of it. Nobody has the password of this hash. */
async function logIn({ url }: FilledDatabase): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO owners (login, role, password_hash)
       VALUES ('owner', 'OWNER', 'scrypt$N=32768,r=8,p=3$' || repeat('A', 22) || '$' || repeat('A', 43))
       ON CONFLICT DO NOTHING`,
    );
    await client.query(
      `INSERT INTO owner_sessions (token_hash, owner_id, expires_at)
       SELECT $1, min(id), now() + interval '1 day' FROM owners`,
      [createHash("sha256").update(token).digest("hex")],
    );
  } finally {
    await client.end();
  }
  return `owner=${token}`;
}

const agent = new http.Agent({ keepAlive: true });

/** How long the whole page took, in ms. */
async function look({ shop, cookie }: Side, path: string): Promise<number> {
  const since = performance.now();
  const html = await new Promise<string>((resolve, reject) => {
    http
      .get(`${shop.url}${path}`, { agent, headers: { cookie, "x-forwarded-for": "10.7.7.7" } }, async (answer) => {
        if (answer.statusCode === 200) resolve(await text(answer));
        else reject(new Error(`${path} was answered ${answer.statusCode}.`));
      })
      .on("error", reject);
  });
  const took = performance.now() - since;
  if (!html.includes("</html>")) throw new Error(`${path} came without its end.`);
  return took;
}

function reportOf(rows: { name: string; few: number[]; many: number[] }[]): Measured {
  const spreads = rows.map(({ name, few, many }) => ({ name, few: spreadOf(few), many: spreadOf(many) }));
  const table = [
    `Milliseconds of a whole page by HTTP, ${ROUNDS} times each, one asker.`,
    "",
    `| page | 1 k orders | ${MANY / 1000} k orders | ratio |`,
    "|---|---|---|---|",
    ...spreads.map(
      ({ name, few, many }) => `| ${name} | ${formatSpread(few)} | ${formatSpread(many)} | ${(many.median / few.median).toFixed(2)} |`,
    ),
  ].join("\n");
  const aims = spreads
    .filter(({ name }) => AIMED.includes(name))
    .flatMap(({ name, few, many }) => [
      aimFor(`${name}, 1 M ÷ 1 k orders`, many.median / few.median, { most: MOST_RATIO }),
      aimFor(`${name}, 1 M orders`, many.median, { most: MOST_MS, unit: " ms" }),
    ]);
  return { table, aims };
}
