import getPort from "get-port";
import { type PreparedPost, sendAll } from "./load";
import { catchNotices, PHONE, prepareCheckouts } from "./orders";
import type { Bench } from "./run-bench";
import type { BenchStack } from "./stack";

const ROUNDS = 5;
const FIRST = 300;
const REPEATED = 900;
const BARE = 1500;
const WARM_UP = 300;
const AT_ONCE = 16;

/** Rates a second of one round. */
type NoticeRound = { bare: number; first: number; repeated: number };

/**
 * Measures notices of one protocol (ALIPAY_PROTOCOL) and nothing else: in each round the bare handler, first notices and repeated
 * ones, so that what else the machine does meets all three. The shop does not ask back (ALIPAY_NOTIFY_VERIFY=off).
 */
export async function measureNotices({ stack, progress }: Bench): Promise<string> {
  const step = <Value>(title: string, run: () => Promise<Value>) => progress.step(title, run, { isLong: true });
  const catcherPort = await getPort({ host: "127.0.0.1" });
  const count = WARM_UP + ROUNDS * FIRST;
  await step(`placing ${count} orders`, () => beginPayments(stack, catcherPort, count));
  await stack.stopShop();
  const notices = await step("paying them, and catching the notices", () => catchNotices(stack.emulatorUrl, catcherPort));
  // The worker would find the payments by itself, before their notices come.
  await stack.query("UPDATE orders SET due_at = expires_at");
  await stack.startShop({ ALIPAY_NOTIFY_VERIFY: "off" });
  const bare = () => send(`${stack.bareUrl}/success`, cycle(notices, BARE));
  const notify = (some: PreparedPost[]) => send(`${stack.shopUrl}/api/alipay/notify`, some);
  const warmUp = notices.slice(0, WARM_UP);
  await step("warming up", async () => {
    await bare();
    await notify(warmUp);
    await notify(cycle(warmUp, REPEATED));
  });
  const rounds: NoticeRound[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const first = notices.slice(WARM_UP + round * FIRST, WARM_UP + (round + 1) * FIRST);
    const measured = await step(`round ${round + 1}`, async () => ({
      bare: await bare(),
      first: await notify(first),
      repeated: await notify(cycle(first, REPEATED)),
    }));
    rounds.push(measured);
  }
  await checkBooks(stack, count);
  await stack.stopShop();
  return noticeReport(rounds);
}

/** A line for each round, and the median of each share of the bare handler's rate. */
function noticeReport(rounds: NoticeRound[]): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const middle = (shares: number[]) => shares.toSorted((a, b) => a - b)[Math.floor(shares.length / 2)] ?? 0;
  const lines = rounds.map(
    ({ bare, first, repeated }) =>
      `| ${Math.round(bare)} | ${Math.round(first)} | ${percent(first / bare)} | ${Math.round(repeated)} | ${percent(repeated / bare)} |`,
  );
  const median = `median: first ${percent(middle(rounds.map((one) => one.first / one.bare)))}, repeated ${percent(middle(rounds.map((one) => one.repeated / one.bare)))}`;
  return ["| bare/s | first/s | of bare | repeated/s | of bare |", "|---|---|---|---|---|", ...lines, "", median].join("\n");
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

async function send(url: string, posts: PreparedPost[]): Promise<number> {
  return (await sendAll(url, posts, { status: 200, body: "success" })).perSecond;
}

/** The same ones over and over, up to `count`. */
function cycle<Item>(items: Item[], count: number): Item[] {
  return Array.from({ length: count }, (_, at) => items[at % items.length] as Item);
}

/** Makes sure that the measured work was really done. */
async function checkBooks(stack: BenchStack, expected: number): Promise<void> {
  const { paid, payments } = await stack.queryRow<{ paid: number; payments: number }>(
    "SELECT (SELECT count(*)::int FROM orders WHERE status = 'PAID') AS paid, (SELECT count(*)::int FROM payments WHERE disposition = 'settled') AS payments",
  );
  if (paid !== expected || payments !== expected) throw new Error(`Of ${expected} orders ${paid} are paid, by ${payments} payments.`);
}
