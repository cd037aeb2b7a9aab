// Orders' pages that wait for news, as phones do, and the payments that they wait for.
import { randomBytes } from "node:crypto";
import http from "node:http";
import { json, text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import type { Progress } from "../scripts/stack/progress";
import { size } from "./figures/size";
import { control, FORM_HEADERS, multipart, PHONE, RECEIVER, readForm } from "./orders";
import type { BenchStack } from "./stack";

/** Orders that are placed at once. */
const AT_ONCE = 8;
/** As the page asks (app/(shop)/orders/poll-order.ts), in seconds. */
const WAIT_S = 25;
/** Payments before the measured ones. */
const WARM_UP = size(50, 10);

type Placed = { no: string; outTradeNo: string; address: string; cookie: string };
type Answer = { phase: string; version: string };
type Street = { stack: BenchStack; agent: http.Agent; polls: number; pagesUrl: string };

export type WaitOptions = {
  /** So many wait all the time: for each that was paid another comes. */
  pages: number;
  payments: number;
  /** Payments a second. */
  rate: number;
  /** The instance that the pages ask, where it is not the one that hears of the payments. */
  pagesUrl?: string;
};

/** `tookMs` of each payment, from its being sent to the gateway to its page's answer; `polls` a second; the shop's share of a core. */
export type Waits = { tookMs: number[]; polls: number; processorShare: number };

/** @throws when a page is not told of its payment */
export async function waitForPayments(
  { stack, progress }: { stack: BenchStack; progress: Progress },
  { pages, payments, rate, pagesUrl = stack.shopUrl }: WaitOptions,
): Promise<Waits> {
  const step = <Value>(title: string, run: () => Promise<Value>) => progress.step(title, run, { isLong: true });
  const orders = await step(`placing ${pages + payments + WARM_UP} orders`, () => placeOrders(stack, pages + payments + WARM_UP));
  const street: Street = { stack, agent: new http.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY }), polls: 0, pagesUrl };
  const waiting: ReturnType<typeof openPage>[] = [];
  await step(`opening ${pages} pages`, async () => {
    // Over the time of a poll, so that they do not all ask again at the same moment.
    for (const order of orders.splice(0, pages)) {
      waiting.push(openPage(street, order));
      await pause((WAIT_S * 1000) / pages);
    }
  });
  const pay = (count: number) => payAll(street, { waiting, reserve: orders, count, rate });
  await step("warming up", () => pay(WARM_UP));
  const [polls, used, since] = [street.polls, stack.shopSeconds(), performance.now()];
  const tookMs = await step(`paying ${payments} orders`, () => pay(payments));
  const seconds = (performance.now() - since) / 1000;
  const share = (stack.shopSeconds() - used) / seconds;
  street.agent.destroy();
  return { tookMs, polls: (street.polls - polls) / seconds, processorShare: share };
}

type Paying = { waiting: ReturnType<typeof openPage>[]; reserve: Placed[]; count: number; rate: number };

/** Pays one waiting order after the other, whatever became of those before; a page of the reserve comes for each. */
async function payAll(street: Street, { waiting, reserve, count, rate }: Paying): Promise<number[]> {
  const told: Promise<number>[] = [];
  const since = performance.now();
  for (let done = 0; done < count; done++) {
    await pause(Math.max(0, since + (done * 1000) / rate - performance.now()));
    const [page] = waiting.splice(Math.floor(Math.random() * waiting.length), 1);
    const next = reserve.pop();
    if (!page || !next) throw new Error("There are not enough orders.");
    told.push(timeOf(street, page));
    waiting.push(openPage(street, next));
  }
  return Promise.all(told);
}

async function timeOf({ stack }: Street, page: ReturnType<typeof openPage>): Promise<number> {
  const since = performance.now();
  await control(stack.emulatorUrl, "POST", `trades/${page.order.outTradeNo}/pay`, {});
  return (await page.paid) - since;
}

/** A page that polls until its order is paid; `paid` is when it knew. */
function openPage(street: Street, order: Placed): { order: Placed; paid: Promise<number> } {
  const paid = (async () => {
    let shown = await poll(street, order, "");
    while (shown.phase === "to_pay" || shown.phase === "confirming")
      shown = await poll(street, order, `?version=${encodeURIComponent(shown.version)}&wait=${WAIT_S}`);
    if (shown.phase !== "paid") throw new Error(`The page of ${order.no} says ${shown.phase}.`);
    return performance.now();
  })();
  paid.catch(() => {}); // Those that are not paid by the end are cut off.
  return { order, paid };
}

function poll(street: Street, { no, address, cookie }: Placed, query: string): Promise<Answer> {
  street.polls++;
  return new Promise((resolve, reject) => {
    http
      .get(
        `${street.pagesUrl}/api/orders/${no}/status${query}`,
        { agent: street.agent, headers: { "user-agent": PHONE, "x-forwarded-for": address, cookie } },
        async (response) => {
          if (response.statusCode === 200) resolve((await json(response)) as Answer);
          else reject(new Error(`A poll was answered ${response.statusCode}: ${await text(response)}`));
        },
      )
      .on("error", reject);
  });
}

async function placeOrders(stack: BenchStack, count: number): Promise<Placed[]> {
  const { id } = await stack.queryRow<{ id: number }>(
    "UPDATE variants SET stock = 1000000 WHERE id = (SELECT min(id) FROM variants WHERE active) RETURNING id",
  );
  const url = `${stack.shopUrl}/checkout?buy=${id}x1`;
  const hidden = await readForm(url, "idempotencyKey");
  const placed: { key: string; address: string; cookie: string }[] = [];
  let next = 0;
  const place = async () => {
    for (let phone = next++; phone < count; phone = next++) {
      const key = randomBytes(32).toString("base64url");
      const address = `10.${(phone >> 8) & 255}.${phone & 255}.1`;
      const headers = { ...FORM_HEADERS, origin: stack.shopUrl, "x-forwarded-for": address };
      const body = multipart({ ...hidden, ...RECEIVER, idempotencyKey: key });
      const answer = await fetch(url, { method: "POST", headers, body, redirect: "manual" });
      await answer.text();
      if (answer.status !== 303) throw new Error(`An order was answered ${answer.status}.`);
      const cookie = answer.headers.getSetCookie().map((one) => one.split(";")[0]);
      placed.push({ key, address, cookie: cookie.join("; ") });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, place));
  const { orders } = await stack.queryRow<{ orders: Record<string, { no: string; outTradeNo: string }> }>(
    `SELECT json_object_agg(o.idempotency_key, json_build_object('no', o.no, 'outTradeNo', a.out_trade_no)) AS orders
    FROM orders o JOIN payment_attempts a ON a.order_id = o.id`,
  );
  return placed.map(({ key, ...phone }) => {
    const order = orders[key];
    if (!order) throw new Error("An order was answered and is not there.");
    return { ...order, ...phone };
  });
}
