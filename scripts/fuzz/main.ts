// `npm run fuzz`: forgeries of Alipay's messages against the running shop, in each of the four ways of being contracted.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { runBench } from "@/bench/run-bench";
import type { BenchStack } from "@/bench/stack";
import { ROOT } from "../bootstrap/root.mjs";
import { CliError } from "../process/cli-error";
import { keepRuns } from "../runs/keep-runs";
import type { Read } from "./books";
import { placeOrders } from "./buy";
import type { Ways } from "./contract";
import { figuresOf, reportOf, type Totals } from "./report";
import { KEPT_AN_HOUR, type Round, runRound, TOLD, UNPAID } from "./round";

/** The current contract, and the one that the shop leaves: both are spoken at the same time. */
const WAYS: { ways: Ways; current: "wap-token" | "openapi" }[] = [
  { ways: { secId: "0001", mode: "key" }, current: "openapi" },
  { ways: { secId: "MD5", mode: "certificate" }, current: "wap-token" },
];
/**
 * Without asking back, the signature is all that protects the token protocol's notices. Orders wait for a day. Whoever goes on beyond the
 * budget of refused messages is answered a second late, so that the rate is at most the number of those who may wait for that at the same time:
 * four times as many as this, and connections to the database for those of them who write. What is kept of refused ones costs it three
 * statements each; an hour begins anew while all of them send, so that less is kept than a usual shop keeps.
 */
const ENV = {
  LOG_LEVEL: "error",
  ORDER_EXPIRES_IN_SECONDS: "86400",
  MAX_REQUESTS_AT_ONCE: "112",
  DATABASE_NOTICE_POOL_SIZE: "16",
  MAX_REFUSED_NOTICES_PER_HOUR: String(KEPT_AN_HOUR),
};

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    minutes: { type: "string", default: "600" },
    connections: { type: "string", default: "400" },
    keep: { type: "boolean", default: false },
  },
});
const numberOf = (name: "count" | "seed" | "minutes" | "connections"): number => {
  if (!/^[1-9]\d{0,8}$/.test(values[name])) throw new CliError(`--${name} is a whole number from 1 on, not "${values[name]}".`);
  return Number(values[name]);
};

await runBench(
  "fuzz",
  async ({ stack, progress, folder }) => {
    const [seed, count, minutes, connections] = [numberOf("seed"), numberOf("count"), numberOf("minutes"), numberOf("connections")];
    const keep = values.keep
      ? keepRuns({ page: "forgeries", table: "forgeries", command: `npm run fuzz -- --count ${count} --seed ${seed}` })
      : () => {};
    const client = new pg.Pool({ connectionString: stack.databaseUrl, max: 2 });
    client.on("error", () => {}); // at the end the database goes first
    const read: Read = async <Row>(sql: string, given: unknown[] = []) => (await client.query(sql, given)).rows as Row[];
    const { id: variantId } = await stack.queryRow<{ id: number }>(
      "UPDATE variants SET stock = 1000000 WHERE id = (SELECT min(id) FROM variants WHERE active) RETURNING id",
    );
    const site = { shopUrl: stack.shopUrl, emulatorUrl: stack.emulatorUrl, folder, variantId, read, touched: new Set<string>() };
    const started = Date.now();
    const rounds: Round[] = [];
    const totals: Totals = { before: await measure(read), after: null };
    for (const [at, { ways, current }] of WAYS.entries()) {
      await progress.step(`placing orders (${ways.secId}, ${ways.mode})`, () => prepare(stack, site, { ways, current }), { isLong: true });
      const share = Math.ceil(count / WAYS.length);
      const endBy = started + (minutes * 60_000 * (at + 1)) / WAYS.length;
      const plan = { seed, from: 2 * at * share, count: Math.min(share, count - at * share), connections, endBy, ways };
      const title = `forging, with ${ways.secId} and an app in ${ways.mode} mode`;
      rounds.push(
        await progress.step(title, () => runRound({ ...site, pid: stack.shopPid() }, plan, (line) => progress.line(`    ${line}`)), {
          isLong: true,
        }),
      );
    }
    totals.after = await measure(read);
    await client.end();
    const { text, isGood } = reportOf(rounds, totals, { seed, connections });
    progress.line(`\n${text}`);
    keep(figuresOf(rounds));
    keepWrong(rounds);
    if (!isGood) throw new CliError("The shop did not hold; what went wrong is in .data/fuzz-found.json.");
  },
  { yardstick: false },
);

/** Orders of both protocols, each placed while its contract is the current one; then the shop that speaks both. */
async function prepare(
  stack: BenchStack,
  site: { shopUrl: string; emulatorUrl: string; variantId: number },
  { ways, current }: (typeof WAYS)[number],
): Promise<void> {
  const contracts = {
    "wap-token": { PROTOCOL: "wap-token", SEC_ID: ways.secId, NOTIFY_VERIFY: "off" },
    openapi: { PROTOCOL: "openapi", KEY_MODE: ways.mode },
  };
  const named = (start: string, contract: object) =>
    Object.fromEntries(Object.entries(contract).map(([name, value]) => [`${start}${name}`, value]));
  const left = current === "openapi" ? "wap-token" : "openapi";
  for (const one of [left, current] as const) {
    await stack.startShop({ ...ENV, ...named("ALIPAY_", contracts[one]) });
    await placeOrders(site, TOLD + UNPAID);
  }
  // The worker would ask the gateway about them; here only messages may move anything.
  await stack.query("UPDATE orders SET due_at = expires_at WHERE status = 'PENDING'");
  await stack.startShop({ ...ENV, ...named("ALIPAY_", contracts[current]), ...named("ALIPAY_PREVIOUS_", contracts[left]) });
}

async function measure(read: Read): Promise<NonNullable<Totals["after"]>> {
  const tables = await read<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  const rows = new Map<string, number>();
  for (const { name } of tables)
    rows.set(name, (await read<{ count: number }>(`SELECT count(*)::int AS count FROM ${name}`))[0]?.count ?? 0);
  const [size] = await read<{ mb: number }>("SELECT (pg_database_size(current_database()) / 1048576)::int AS mb");
  const [longest] = await read<{ most: number | null }>(
    "SELECT max(octet_length(body))::int AS most FROM notify_deliveries WHERE verdict = 'rejected'",
  );
  return { rows, mb: size?.mb ?? 0, longest: longest?.most ?? 0 };
}

function keepWrong(rounds: readonly Round[]): void {
  const all = rounds.flatMap(({ tally }) => tally.wrong);
  // What was taken first: of thousands that were not answered it is the one that counts.
  const taken = all.filter(({ what }) => what.includes("taken"));
  const wrong = [
    ...taken,
    ...rounds.flatMap(({ changes, unheard }) => [...changes, ...unheard]),
    ...all.filter((one) => !taken.includes(one)),
  ];
  if (wrong.length === 0) return;
  mkdirSync(path.join(ROOT, ".data"), { recursive: true });
  writeFileSync(path.join(ROOT, ".data", "fuzz-found.json"), JSON.stringify(wrong.slice(0, 200), null, 2));
}
