// Ordinary shoppers: each looks at some pages, now and then buys something, pays, and waits until the order says so.
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { control, FORM_HEADERS, multipart, PHONE, RECEIVER, readForm } from "./orders";
import type { BenchStack } from "./stack";

const SHOPPERS = 16;
/** Between two pages, in ms: somebody reads them. */
const READS_MS = { least: 500, most: 1500 };
/** Every so-manieth look a shopper buys. */
const BUYS_EACH = 6;
const PATHS = ["/", "/categories", "/search?q=%E8%8C%B6"];

/** `p50`, `p99` and `worst` in ms, of pages and of forms; `paid`: orders that were paid and said so. */
export type Shopping = { p50: number; p99: number; worst: number; requests: number; failed: number; paid: number };

type Street = { stack: BenchStack; variantId: number; product: string; until: number };
type Counts = { tookMs: number[]; failed: number; paid: number };

/** Sixteen shoppers, each with an address of its own, for so many seconds. Waiting for a payment is not timed; every page is. */
export async function shop(stack: BenchStack, { variantId, product, seconds }: { variantId: number; product: string; seconds: number }) {
  const counts: Counts = { tookMs: [], failed: 0, paid: 0 };
  const street = { stack, variantId, product, until: performance.now() + seconds * 1000 };
  await Promise.all(Array.from({ length: SHOPPERS }, (_, index) => shopper(street, counts, `10.9.${index}.1`)));
  return summary(counts);
}

async function shopper(street: Street, counts: Counts, address: string): Promise<void> {
  const { stack, product, until } = street;
  const headers = { "user-agent": PHONE, "x-forwarded-for": address };
  for (let look = 0; performance.now() < until; look++) {
    await wait(READS_MS.least + Math.random() * (READS_MS.most - READS_MS.least));
    if (look % BUYS_EACH === BUYS_EACH - 1) await buy(street, counts, headers);
    else await timed(counts, `${stack.shopUrl}${[...PATHS, product][look % (PATHS.length + 1)]}`, { headers });
  }
}

async function buy({ stack, variantId }: Street, counts: Counts, headers: Record<string, string>): Promise<void> {
  const url = `${stack.shopUrl}/checkout?buy=${variantId}x1`;
  const key = randomBytes(32).toString("base64url");
  const hidden = await readForm(url, "idempotencyKey").catch(() => null);
  if (!hidden) return void counts.failed++;
  const body = multipart({ ...hidden, ...RECEIVER, idempotencyKey: key });
  const placed = await timed(counts, url, { method: "POST", headers: { ...FORM_HEADERS, ...headers, origin: stack.shopUrl }, body });
  if (placed?.status !== 303) return;
  const order = await stack.queryRow<{ no: string; outTradeNo: string }>(
    `SELECT o.no, a.out_trade_no AS "outTradeNo" FROM orders o JOIN payment_attempts a ON a.order_id = o.id WHERE o.idempotency_key = '${key}'`,
  );
  await control(stack.emulatorUrl, "POST", `trades/${order.outTradeNo}/pay`, {});
  const cookie = placed.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  await seePaid(`${stack.shopUrl}/api/orders/${order.no}/status`, { ...headers, cookie });
  const page = await timed(counts, `${stack.shopUrl}/orders/${order.no}`, { headers: { ...headers, cookie } });
  if (page?.text.includes("已付款")) counts.paid++;
}

/** Waits as the order's page does until there is news: Alipay's notice is on its way. */
async function seePaid(statusUrl: string, headers: Record<string, string>): Promise<void> {
  const ask = async (query = "") =>
    (await fetch(`${statusUrl}${query}`, { headers })).json() as Promise<{ version: string; phase: string }>;
  const shown = await ask().catch(() => null);
  if (shown?.phase === "to_pay") await ask(`?version=${encodeURIComponent(shown.version)}&wait=20`).catch(() => null);
}

/** A request and its whole answer; null when there was none, or it was refused. */
async function timed(counts: Counts, url: string, init: RequestInit) {
  const from = performance.now();
  try {
    const answer = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(30_000) });
    const text = await answer.text();
    counts.tookMs.push(performance.now() - from);
    if (answer.status >= 400) counts.failed++;
    return { status: answer.status, headers: answer.headers, text };
  } catch {
    counts.tookMs.push(performance.now() - from);
    counts.failed++;
    return null;
  }
}

function summary({ tookMs, failed, paid }: Counts): Shopping {
  const sorted = tookMs.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { p50: at(0.5), p99: at(0.99), worst: at(1), requests: sorted.length, failed, paid };
}
