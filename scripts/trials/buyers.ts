// People who buy while everything falls down around them.
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { control, RECEIVER } from "../../bench/orders";
import type { Chance } from "./chance";
import { fieldsOf, Phone } from "./phone";
import { stockGoods } from "./stock-goods";
import type { Town } from "./town";

/** What kinds of people there are, each as often as it is named. */
const KINDS = [
  ...["pays and looks", "pays and looks", "pays and looks", "pays and looks"],
  ...["pays and closes the page", "pays and closes the page"],
  ...["pays late", "pays late"],
  ...["pays twice", "presses twice"],
  ...["never comes back", "never comes back"],
] as const;
type Kind = (typeof KINDS)[number];

/** How long somebody tries again to place an order, and how long an order can be paid, in ms. */
const STUBBORN_MS = 60_000;
const PAYABLE_MS = 20_000;

/** What the world was told, and so may rely on. */
export type Witness = {
  /** Forms that were answered with the way to the cashier, by their key. */
  placed: Set<string>;
  /** Numbers of trades of which the cashier said that they are paid. */
  paid: Set<string>;
  /** Orders that a buyer saw paid. */
  seenPaid: number;
  refundsPressed: number;
  /** Answers that nobody should get, in words. */
  strange: string[];
};

export function newWitness(): Witness {
  return { placed: new Set(), paid: new Set(), seenPaid: 0, refundsPressed: 0, strange: [] };
}

export type Street = {
  town: Town;
  witness: Witness;
  chance: Chance;
  form: { path: string; hidden: Record<string, string> };
  stop: AbortSignal;
};

/** Reads the checkout's form once, and gives its goods without end. */
export async function openStreet(town: Town, chance: Chance, stop: AbortSignal, witness = newWitness()): Promise<Street> {
  const { id } = await stockGoods(town, { stock: 10_000_000 });
  const path = `/checkout?buy=${id}x1`;
  const hidden = fieldsOf((await new Phone(town.shopUrl, "10.1.1.1").get(path)).text, "idempotencyKey");
  if (!hidden) throw new Error("The shop shows no checkout.");
  return { town, witness, chance, form: { path, hidden }, stop };
}

/** So many people at once, each followed by another, until the signal; returns when the last has gone. */
export async function walk(street: Street, people: number, pauseMs = 600): Promise<void> {
  const line = async () => {
    while (!street.stop.aborted) {
      await buy(street);
      await wait(street.chance.next() * pauseMs);
    }
  };
  await Promise.all(Array.from({ length: people }, line));
}

async function buy(street: Street): Promise<void> {
  const { chance } = street;
  const kind = chance.pick<Kind>(KINDS);
  const phone = new Phone(street.town.shopUrl, `10.${chance.below(200)}.${chance.below(250)}.${chance.below(250)}`);
  const order = await place(street, phone, kind);
  if (!order || kind === "never comes back") return;
  if (kind === "pays late") await untilLate(order.since + PAYABLE_MS - 1_500 + chance.next() * 3_000, street.stop);
  const pays = [pay(street, order.outTradeNo), ...(kind === "pays twice" ? [pay(street, order.outTradeNo)] : [])];
  await Promise.all(pays);
  if (kind === "pays and looks") await look(street, phone, order.no);
}

/** Until a moment (by performance.now()), or until all go home: they pay at once then. */
async function untilLate(at: number, signal: AbortSignal): Promise<void> {
  await wait(Math.max(0, at - performance.now()), null, { signal }).catch(() => {});
}

type Placed = { no: string; outTradeNo: string; since: number };

/** Sends the same form until it is answered: with the same key, also through another server. */
async function place({ town, witness, form, stop }: Street, phone: Phone, kind: Kind): Promise<Placed | null> {
  const key = randomBytes(32).toString("base64url");
  const fields = { ...form.hidden, ...RECEIVER, idempotencyKey: key };
  const until = performance.now() + STUBBORN_MS;
  while (performance.now() < until && !stop.aborted) {
    const sent =
      kind === "presses twice" ? [phone.post(form.path, fields), phone.post(form.path, fields)] : [phone.post(form.path, fields)];
    const [answer] = (await Promise.allSettled(sent)).flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    if (answer?.status === 303) {
      const since = performance.now();
      witness.placed.add(key);
      const cashier = answer.location?.startsWith(town.emulatorUrl) ? answer.location : null;
      if (cashier) await new Phone(town.emulatorUrl, "10.1.1.1").get(cashier).catch(() => null);
      const order = await orderOf(town, key);
      return order && { ...order, since };
    }
    if (answer && answer.status < 500 && answer.status !== 200) witness.strange.push(`an order's form was answered ${answer.status}`);
    await wait(500);
  }
  return null;
}

async function orderOf(town: Town, key: string): Promise<{ no: string; outTradeNo: string } | null> {
  const [order] = await town.query<{ no: string; outTradeNo: string }>(
    `SELECT o.no, a.out_trade_no AS "outTradeNo" FROM orders o JOIN payment_attempts a ON a.order_id = o.id WHERE o.idempotency_key = $1
    ORDER BY a.started_at DESC NULLS LAST LIMIT 1`,
    [key],
  );
  return order ?? null;
}

async function pay({ town, witness }: Street, outTradeNo: string): Promise<void> {
  try {
    await control(town.emulatorUrl, "POST", `trades/${outTradeNo}/pay`, {});
    witness.paid.add(outTradeNo);
  } catch {} // too late, paid already, or the cashier is down: its ledger says what is true
}

/** The order's page until it says that it is paid, or the buyer has had enough. */
async function look({ witness, stop }: Street, phone: Phone, no: string): Promise<void> {
  const until = performance.now() + PAYABLE_MS;
  while (performance.now() < until && !stop.aborted) {
    const shown = await phone.get(`/api/orders/${no}/status`).catch(() => null);
    if (shown?.status === 200 && JSON.parse(shown.text).phase === "paid") return void witness.seenPaid++;
    if (shown?.status === 404) return; // its cookie went with a lost answer
    await wait(500);
  }
}
