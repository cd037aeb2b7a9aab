// One notice, a thousand times at once, through two servers.
import { setTimeout as wait } from "node:timers/promises";
import { control } from "../../bench/orders";
import type { Chance } from "../trials/chance";
import { percentile } from "../trials/percentile";
import type { Town } from "../trials/town";
import { placeOrders } from "./place-orders";
import { post, type Sent } from "./post";

export type Duplicates = { orders: number; copies: number; success: number; busy: number; p50: number; p99: number; wrong: string[] };

/** How long the emulator may take to send all of them for the first time. */
const SENT_MS = 20_000;

/** So many paid orders whose notices nobody has seen; then each notice at once so many times. */
export async function floodWithDuplicates(
  town: Town,
  { orders, copies, chance }: { orders: number; copies: number; chance: Chance },
): Promise<Duplicates> {
  const notices = new Map<string, { body: string; contentType: string }>();
  town.traps.keeps = (notice) => {
    const outTradeNo = new URLSearchParams(notice.body).get("out_trade_no");
    if (outTradeNo) notices.set(outTradeNo, notice);
    return true;
  };
  const placed = await placeOrders(town, { count: orders, chance });
  for (const { outTradeNo } of placed) await control(town.emulatorUrl, "POST", `trades/${outTradeNo}/pay`, {});
  for (const since = performance.now(); notices.size < placed.length && performance.now() - since < SENT_MS; ) await wait(50);
  // From here on only the copies come.
  await control(town.emulatorUrl, "POST", "faults", [{ fault: "lose-notification", times: "always" }]);
  town.traps.keeps = null;
  const result: Duplicates = { orders, copies, success: 0, busy: 0, p50: 0, p99: 0, wrong: [] };
  const took: number[] = [];
  for (const { outTradeNo, orderId } of placed) {
    const notice = notices.get(outTradeNo);
    if (!notice) {
      result.wrong.push(`no notice of ${outTradeNo} was sent`);
      continue;
    }
    const headers = { "content-type": notice.contentType };
    const url = `${town.shopUrl}/api/alipay/notify`;
    const sent = await Promise.all(Array.from({ length: copies }, () => post(url, { headers, body: notice.body })));
    result.success += sent.filter(({ status, text }) => status === 200 && text === "success").length;
    result.busy += sent.filter(({ status }) => status === 503).length;
    took.push(...sent.map(({ tookMs }) => tookMs));
    result.wrong.push(...(await transitionsOf(town, orderId, sent)));
  }
  await control(town.emulatorUrl, "POST", "faults", []);
  return { ...result, p50: percentile(took, 0.5), p99: percentile(took, 0.99) };
}

/** What is not as it must be after all copies of one notice: one payment, one transition, one movement of each of its goods. */
async function transitionsOf(town: Town, orderId: string, sent: Sent[]): Promise<string[]> {
  const [found] = await town.query<{ status: string; payments: number; paid: number; transfers: number }>(
    `SELECT o.status::text, (SELECT count(*)::int FROM payments WHERE order_id = o.id) AS payments,
      (SELECT count(*)::int FROM order_events WHERE order_id = o.id AND kind = 'paid') AS paid,
      (SELECT count(*)::int FROM ledger_transfers t JOIN payments p ON p.id = t.payment_id WHERE p.order_id = o.id) AS transfers
    FROM orders o WHERE o.id = $1`,
    [orderId],
  );
  const isRight = found?.status === "PAID" && found.payments === 1 && found.paid === 1 && found.transfers === 1;
  // Beyond so many of one address that wait, the shop says "later" before it looks: Alipay then sends it again.
  const others = new Set(
    sent.filter(({ status, text }) => text !== "success" && status !== 503).map(({ status, text }) => `${status} ${text.slice(0, 60)}`),
  );
  return [...(isRight ? [] : [`${orderId} ${JSON.stringify(found)}`]), ...[...others].map((one) => `${orderId} was answered ${one}`)];
}
