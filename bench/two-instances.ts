// What two instances on one PostgreSQL do beside one: pages and first notices. Each instance is pinned to a core of its own; and, so that
// the load itself and PostgreSQL do not take what the instances would need, each is given a part of a core only.
import { cpus } from "node:os";
import { type Aim, aimFor, type Measured, short } from "./figures/measured";
import { RUNS, size } from "./figures/size";
import { formatSpread, type Spread, spreadOf } from "./figures/spread";
import { warmUp } from "./figures/warm-up";
import { type PreparedPost, sendAll } from "./load";
import { prepareNotices } from "./notices";
import { look, pathsOf } from "./pages";
import { canLimit, limitTo, pinTo } from "./processes";
import type { Bench } from "./run-bench";
import type { App, BenchStack } from "./stack";

/** Of a core, for each instance: two, the load and PostgreSQL then fit into two cores. */
const SHARE = 0.4;
const CONNECTIONS = 8;
const SECONDS = size(3, 1);
const NOTICES = size(150, 30);
const WARM_UP = size(100, 20);
const WARM_UPS = size(4, 1);

/** `one` and `two` a second; processor time of shop and PostgreSQL for each answer, in ms. */
type Side = { rate: number; shopMs: number; databaseMs: number };
type Pair = { one: Side[]; two: Side[] };
/** Answers a second, and how many it were. */
type Load = (instances: App[]) => Promise<{ rate: number; count: number }>;

/** Returns what one and two instances do of each kind, in each way of giving them their share of the machine. */
export async function measureTwoInstances(bench: Bench): Promise<Measured> {
  const { stack } = bench;
  const step = <Value>(title: string, run: () => Promise<Value>) => bench.progress.step(title, run, { isLong: true });
  const ways = canLimit() ? 2 : 1;
  const notices = await prepareNotices(bench, ways * WARM_UP * WARM_UPS + ways * 2 * RUNS * NOTICES);
  const { home } = await pathsOf(stack);
  const next = (count: number) => notices.splice(0, count);
  const rows: { name: string; pair: Pair }[] = [];
  for (const way of ways === 2 ? (["pinned", "limited"] as const) : (["pinned"] as const)) {
    const kinds: [name: string, env: Record<string, string>, load: Load, warm: Load][] = [
      ["kept pages", {}, (of) => lookAt(of, home ?? "/"), (of) => lookAt(of, home ?? "/")],
      ["pages made for each look", { KEPT_PAGES_MB: "0" }, (of) => lookAt(of, home ?? "/"), (of) => lookAt(of, home ?? "/")],
      ["first notices", { ALIPAY_NOTIFY_VERIFY: "off" }, (of) => notify(of, next(NOTICES)), (of) => notify(of, next(WARM_UP))],
    ];
    for (const [name, env, load, warm] of kinds) {
      const title = `${name}, ${WAYS[way]}`;
      const pair = await step(title, () => withTwo(stack, { env, way }, (two) => compare(stack, two, { load, warm })));
      rows.push({ name: title, pair });
    }
  }
  return reportOf(rows);
}

const WAYS = { pinned: "each pinned to a core", limited: `each with ${SHARE} of a core` };

type Placed = { env: Record<string, string>; way: keyof typeof WAYS };

async function withTwo<Value>(stack: BenchStack, { env, way }: Placed, run: (two: [App, App]) => Promise<Value>): Promise<Value> {
  const two: [App, App] = [await stack.startInstance(env), await stack.startInstance(env)];
  const undo = two.map(({ pid }, at) => {
    if (way === "limited") return limitTo(SHARE, pid);
    pinTo(at % cpus().length, pid);
    return () => {};
  });
  try {
    return await run(two);
  } finally {
    for (const take of undo) take();
    for (const instance of two) await instance.stop();
  }
}

async function compare(stack: BenchStack, two: [App, App], { load, warm }: { load: Load; warm: Load }): Promise<Pair> {
  await warmUp(async () => (await warm(two)).rate, WARM_UPS);
  const side = async (instances: App[]): Promise<Side> => {
    const before = { shop: sum(instances), database: stack.databaseSeconds() };
    const { rate, count } = await load(instances);
    const each = (seconds: number) => (1000 * seconds) / count;
    return { rate, shopMs: each(sum(instances) - before.shop), databaseMs: each(stack.databaseSeconds() - before.database) };
  };
  const pair: Pair = { one: [], two: [] };
  for (let run = 0; run < RUNS; run++) {
    pair.one.push(await side(two.slice(0, 1)));
    pair.two.push(await side(two));
  }
  return pair;
}

function sum(instances: App[]): number {
  return instances.reduce((total, { seconds }) => total + seconds(), 0);
}

/** Each instance gets the same number of connections, whether it is one of two or alone. */
async function lookAt(instances: App[], path: string): Promise<{ rate: number; count: number }> {
  const rates = await Promise.all(instances.map(({ url }) => look(`${url}${path}`, SECONDS, CONNECTIONS)));
  const rate = rates.reduce((total, one) => total + one, 0);
  return { rate, count: rate * SECONDS };
}

async function notify(instances: App[], posts: PreparedPost[]): Promise<{ rate: number; count: number }> {
  const shares = instances.map((instance, at) => ({ instance, posts: posts.filter((_, index) => index % instances.length === at) }));
  const took = await Promise.all(
    shares.map(async ({ instance, posts }) => {
      const { perSecond } = await sendAll(`${instance.url}/api/alipay/notify`, posts, { status: 200, body: "success" }, CONNECTIONS);
      return posts.length / perSecond;
    }),
  );
  return { rate: posts.length / Math.max(...took), count: posts.length };
}

function reportOf(rows: { name: string; pair: Pair }[]): Measured {
  const spread = (sides: Side[], pick: (side: Side) => number): Spread => spreadOf(sides.map(pick));
  const ratios = rows.map(({ pair }) => spreadOf(pair.two.map(({ rate }, at) => rate / (pair.one[at]?.rate ?? Number.NaN))));
  const lines = rows.map(({ name, pair: { one, two } }, at) => {
    const ms = (pick: (side: Side) => number) => `${short(spread(one, pick).median)} → ${short(spread(two, pick).median)}`;
    const rates = [one, two].map((sides) => formatSpread(spread(sides, ({ rate }) => rate)));
    return `| ${name} | ${rates.join(" | ")} | ${formatSpread(ratios[at] as Spread)} | ${ms(({ shopMs }) => shopMs)} | ${ms(({ databaseMs }) => databaseMs)} |`;
  });
  const table = [
    `${cpus().length} cores for both instances, PostgreSQL and the load together.`,
    "",
    "| | one, a second | two, a second | two ÷ one | processor time of the shop each, ms, one → two | of PostgreSQL |",
    "|---|---|---|---|---|---|",
    ...lines,
  ].join("\n");
  const isRoomy = (name: string) => name.includes(WAYS.limited) || cpus().length >= 4;
  const aims = rows.map(({ name }, at): Aim => {
    const aim = aimFor(`two instances ÷ one, ${name}`, ratios[at]?.median ?? 0, { least: 1.7 });
    // Where the load itself needs the second core, the ratio says nothing about the shop.
    return isRoomy(name) ? aim : { ...aim, isMet: aim.isMet || null };
  });
  return { table, aims };
}
