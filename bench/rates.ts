import getPort from "get-port";
import type { Progress } from "../scripts/stack/progress";
import { type PreparedPost, type Rate, sendAll } from "./load";
import { catchNotices, prepareCheckouts } from "./orders";
import type { BenchStack } from "./stack";

const ORDERS = 1000;
const WARM_UP = 100;
const REPEATS = 1500;
const BARE = 5000;

type Row = { name: string; rate: Rate; note: string };
type Rows = Record<"bareBefore" | "bareAfter" | "first" | "repeated" | "asked" | "placements", Row>;

/** In the order in which they are shown; `yardstick` is the bare handler's rate a second. */
export type Rates = { rates: Rows; yardstick: number };

/** Measures orders and notices, and the bare handler before and after. */
export async function measureRates({ stack, progress }: { stack: BenchStack; progress: Progress }): Promise<Rates> {
  const step = <Value>(title: string, run: () => Promise<Value>) => progress.step(title, run, { isLong: true });
  const catcherPort = await getPort({ host: "127.0.0.1" });
  const placements = await step(`placing ${ORDERS + WARM_UP} orders`, () => placeOrders(stack, catcherPort));
  await stack.stopShop();
  const notices = await step("paying them, and catching the notices", () => catchNotices(stack.emulatorUrl, catcherPort));
  // The worker would find the payments by itself, before their notices come.
  await stack.query("UPDATE orders SET due_at = expires_at");
  const [warmUp, alone, asking] = [
    notices.slice(0, WARM_UP),
    notices.slice(WARM_UP, WARM_UP + ORDERS / 2),
    notices.slice(WARM_UP + ORDERS / 2),
  ];

  const bareBefore = await step("the bare handler", () => sendToBareHandler(stack, alone));
  await stack.startShop({ ALIPAY_NOTIFY_VERIFY: "off" });
  await notify(stack, cycle(warmUp, alone.length));
  const first = await step("first notices", () => notify(stack, alone));
  const repeated = await step("repeated notices", () => notify(stack, cycle(alone, REPEATS)));
  await stack.startShop({ ALIPAY_NOTIFY_VERIFY: "on" });
  await notify(stack, cycle(warmUp, asking.length));
  const asked = await step("first notices, each asked back about", () => notify(stack, asking));
  const bareAfter = await step("the bare handler again", () => sendToBareHandler(stack, alone));
  await checkBooks(stack);

  return {
    yardstick: (bareBefore.perSecond + bareAfter.perSecond) / 2,
    rates: {
      bareBefore: { name: "bare handler, before", rate: bareBefore, note: "" },
      bareAfter: { name: "bare handler, after", rate: bareAfter, note: "" },
      first: { name: "first notice of an order", rate: first, note: "verified, settled, committed; `ALIPAY_NOTIFY_VERIFY=off`" },
      repeated: { name: "repeated notice", rate: repeated, note: "verified, recorded, answered `success`; `off`" },
      asked: { name: "first notice, asked back", rate: asked, note: "`on`: one question to the emulator each, on the same cores" },
      placements: { name: "placement of an order", rate: placements, note: "with the token request to the emulator" },
    },
  };
}

/** The shop gets the catcher's address as its own, so that the notices go there. */
async function placeOrders(stack: BenchStack, catcherPort: number): Promise<Rate> {
  await stack.startShop({ SHOP_URL: `http://127.0.0.1:${catcherPort}` });
  const { id } = await stack.queryRow<{ id: number }>(
    "UPDATE variants SET stock = 1000000 WHERE id = (SELECT min(id) FROM variants WHERE active) RETURNING id",
  );
  const warmUp = await prepareCheckouts(stack.shopUrl, id, WARM_UP);
  await sendAll(warmUp.url, warmUp.requests, { status: 303 });
  const { url, requests } = await prepareCheckouts(stack.shopUrl, id, ORDERS);
  return sendAll(url, requests, { status: 303 });
}

function notify(stack: BenchStack, notices: PreparedPost[]): Promise<Rate> {
  return sendAll(`${stack.shopUrl}/api/alipay/notify`, notices, { status: 200, body: "success" });
}

async function sendToBareHandler(stack: BenchStack, notices: PreparedPost[]): Promise<Rate> {
  const url = `${stack.bareUrl}/success`;
  await sendAll(url, notices, { status: 200, body: "success" });
  return sendAll(url, cycle(notices, BARE), { status: 200, body: "success" });
}

/** The same ones over and over, up to `count`. */
function cycle<Item>(items: Item[], count: number): Item[] {
  return Array.from({ length: Math.ceil(count / items.length) }, () => items)
    .flat()
    .slice(0, count);
}

/** Makes sure that the measured work was really done. */
async function checkBooks(stack: BenchStack): Promise<void> {
  const { paid, payments } = await stack.queryRow<{ paid: number; payments: number }>(
    "SELECT (SELECT count(*)::int FROM orders WHERE status = 'PAID') AS paid, (SELECT count(*)::int FROM payments WHERE disposition = 'settled') AS payments",
  );
  const expected = ORDERS + WARM_UP;
  if (paid !== expected || payments !== expected) throw new Error(`Of ${expected} orders ${paid} are paid, by ${payments} payments.`);
}
