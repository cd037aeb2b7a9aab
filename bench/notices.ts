import getPort from "get-port";
import { aimFor, type Measured } from "./figures/measured";
import { RUNS, size } from "./figures/size";
import { formatSpread, spreadOf } from "./figures/spread";
import { warmUp } from "./figures/warm-up";
import { type PreparedPost, sendAll } from "./load";
import { catchNotices, PHONE, prepareCheckouts } from "./orders";
import { type Peer, startPeer } from "./peer-app";
import { PROFILED, profile } from "./profile";
import type { Bench } from "./run-bench";
import type { BenchStack } from "./stack";

const FIRST = size(400, 60);
const REPEATED = size(1200, 120);
const BARE = size(2000, 200);
const WARM_UP = size(150, 30);
const WARM_UPS = size(6, 1);
const AT_ONCE = 16;

/** `processorMs` of the server, `databaseMs` of PostgreSQL, each. */
type Sent = { perSecond: number; processorMs: number; databaseMs: number };
type Round = Record<"bare" | "first" | "repeated", Sent> & { peer?: Sent };
type Target = { url: string; seconds: () => number; databaseSeconds: () => number };

const TITLES: Record<keyof Round, string> = {
  bare: "bare handler",
  first: "first notices",
  repeated: "repeated notices",
  peer: "first notices, the official client with Prisma",
};

/**
 * Measures notices of one protocol (ALIPAY_PROTOCOL) and nothing else: in each round the bare handler, first notices and repeated ones, and
 * in the current protocol first ones at the peer, so that what else the machine does meets all of them. The shop does not ask back
 * (ALIPAY_NOTIFY_VERIFY=off).
 */
export async function measureNotices(bench: Bench): Promise<Measured> {
  const { stack } = bench;
  const step = <Value>(title: string, run: () => Promise<Value>) => bench.progress.step(title, run, { isLong: true });
  const notices = await prepareNotices(bench, WARM_UP * WARM_UPS + (RUNS + 1) * FIRST);
  const peer = process.env.ALIPAY_PROTOCOL === "openapi" ? await step("building the peer", () => startPeer(bench)) : null;
  await stack.startShop({ ...PROFILED, ALIPAY_NOTIFY_VERIFY: "off" });
  const { databaseSeconds } = stack;
  const targets = {
    bare: { url: `${stack.bareUrl}/success`, seconds: stack.bareSeconds, databaseSeconds },
    shop: { url: `${stack.shopUrl}/api/alipay/notify`, seconds: stack.shopSeconds, databaseSeconds },
    ...(peer && { peer: { url: peer.notifyUrl, seconds: peer.app.seconds, databaseSeconds } }),
  };
  let sent = 0;
  const next = (count: number) => {
    sent += count;
    return notices.slice(sent - count, sent);
  };
  await step("warming up", async () => {
    await warmUp(async () => (await send(targets.bare, cycle(notices, BARE))).perSecond);
    await warmUp(async () => {
      const some = next(WARM_UP);
      if (targets.peer) await send(targets.peer, some);
      return (await send(targets.shop, some)).perSecond;
    }, WARM_UPS);
    await warmUp(async () => (await send(targets.shop, cycle(notices.slice(0, sent), REPEATED))).perSecond);
  });
  const rounds: Round[] = [];
  for (let round = 1; round <= RUNS; round++)
    rounds.push(
      await step(`round ${round}`, async () => {
        const some = next(FIRST);
        const measured: Round = {
          bare: await send(targets.bare, cycle(some, BARE)),
          first: await send(targets.shop, some),
          repeated: await send(targets.shop, cycle(some, REPEATED)),
        };
        return targets.peer ? { ...measured, peer: await send(targets.peer, some) } : measured;
      }),
    );
  const where = await step("making a profile", () => profile(stack.shopPid(), () => send(targets.shop, next(FIRST))));
  await checkBooks(stack, sent, peer ? { peer, expected: sent - FIRST } : null);
  await stack.stopShop();
  return reportOf(rounds, where);
}

/** Orders that are paid at the gateway, and their notices, which the shop has not seen. The shop is stopped afterwards. */
export async function prepareNotices({ stack, progress }: Bench, count: number): Promise<PreparedPost[]> {
  const step = <Value>(title: string, run: () => Promise<Value>) => progress.step(title, run, { isLong: true });
  const catcherPort = await getPort({ host: "127.0.0.1" });
  await step(`placing ${count} orders`, () => beginPayments(stack, catcherPort, count));
  await stack.stopShop();
  const notices = await step("paying them, and catching the notices", () => catchNotices(stack.emulatorUrl, catcherPort));
  // The worker would find the payments by itself, before their notices come.
  await stack.query("UPDATE orders SET due_at = expires_at");
  return notices;
}

function reportOf(rounds: Round[], where: string): Measured {
  const kinds = (Object.keys(TITLES) as (keyof Round)[]).filter((kind) => rounds[0]?.[kind]);
  const of = (kind: keyof Round, pick: (sent: Sent) => number) => rounds.map((round) => pick(round[kind] as Sent));
  const ratio = (above: keyof Round, below: keyof Round) =>
    spreadOf(rounds.map((round) => (round[above] as Sent).perSecond / (round[below] as Sent).perSecond));
  const lines = kinds.map((kind) =>
    [
      `| ${TITLES[kind]}`,
      formatSpread(spreadOf(of(kind, ({ perSecond }) => perSecond))),
      kind === "bare" ? "1" : formatSpread(ratio(kind, "bare")),
      formatSpread(spreadOf(of(kind, ({ processorMs }) => processorMs))),
      `${formatSpread(spreadOf(of(kind, ({ databaseMs }) => databaseMs)))} |`,
    ].join(" | "),
  );
  const hasPeer = kinds.includes("peer");
  const beside = hasPeer ? ["", `First notices of the shop ÷ those of the peer: ${formatSpread(ratio("first", "peer"))}.`] : [];
  const toBare = ratio("first", "bare").median;
  return {
    table: [
      "| | a second | ÷ bare | processor time of the server each, ms | of PostgreSQL |",
      "|---|---|---|---|---|",
      ...lines,
      ...beside,
      "",
      `First notices. ${where}`,
    ].join("\n"),
    aims: hasPeer
      ? [
          aimFor("first notices ÷ bare handler", toBare, { least: 0.7 }),
          aimFor("first notices ÷ the official client with Prisma", ratio("first", "peer").median, { least: 4 }),
        ]
      : [
          {
            what: "first notices of the token protocol ÷ bare handler",
            aim: "as the arithmetic allows",
            measured: toBare.toFixed(2),
            isMet: null,
          },
        ],
  };
}

/** Places orders, and goes on to the cashier: in the current protocol only that makes a trade. */
async function beginPayments(stack: BenchStack, catcherPort: number, count: number): Promise<void> {
  await stack.startShop({ SHOP_URL: `http://127.0.0.1:${catcherPort}` });
  const { id } = await stack.queryRow<{ id: number }>(
    "UPDATE variants SET stock = 1000000 WHERE id = (SELECT min(id) FROM variants WHERE active) RETURNING id",
  );
  const { url, requests } = await prepareCheckouts(stack.shopUrl, id, count);
  const place = async ({ body, headers }: PreparedPost): Promise<void> => {
    const answer = await fetch(url, { method: "POST", body, headers, redirect: "manual" });
    const cashier = answer.headers.get("location");
    await answer.arrayBuffer();
    if (answer.status !== 303 || !cashier) throw new Error(`an order was answered ${answer.status}`);
    await (await fetch(cashier, { headers: { "user-agent": PHONE }, redirect: "manual" })).arrayBuffer();
  };
  const phone = async (): Promise<void> => {
    for (let next = requests.pop(); next; next = requests.pop()) await place(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, phone));
}

async function send({ url, seconds, databaseSeconds }: Target, posts: PreparedPost[]): Promise<Sent> {
  const before = { server: seconds(), database: databaseSeconds() };
  const { perSecond } = await sendAll(url, posts, { status: 200, body: "success" });
  const each = (used: number) => (1000 * used) / posts.length;
  return { perSecond, processorMs: each(seconds() - before.server), databaseMs: each(databaseSeconds() - before.database) };
}

/** The same ones over and over, up to `count`. */
function cycle<Item>(items: Item[], count: number): Item[] {
  return Array.from({ length: count }, (_, at) => items[at % items.length] as Item);
}

/** Makes sure that the measured work was really done. */
async function checkBooks(stack: BenchStack, expected: number, beside: { peer: Peer; expected: number } | null): Promise<void> {
  const { paid, payments } = await stack.queryRow<{ paid: number; payments: number }>(
    "SELECT (SELECT count(*)::int FROM orders WHERE status = 'PAID') AS paid, (SELECT count(*)::int FROM payments WHERE disposition = 'settled') AS payments",
  );
  if (paid !== expected || payments !== expected) throw new Error(`Of ${expected} orders ${paid} are paid, by ${payments} payments.`);
  const ofPeer = (await beside?.peer.countPaid()) ?? 0;
  if (beside && ofPeer !== beside.expected) throw new Error(`Of ${beside.expected} orders the peer has paid ${ofPeer}.`);
}
