import { describe, expect, test } from "vitest";
import type { RefundAnswer, RefundRequest } from "@/lib/alipay/gateway";
import { aWish } from "@/test/owner-wish";
import { aPaidOrder, ask, pass, rows } from "@/test/refund-shop";
import { MINUTE_MS, type TestShop, testShop } from "@/test/test-shop";
import { retryRefund } from "../requested/retry-refund";
import { reviewRefund } from "./review-refund";
import { sendRefund } from "./send-refund";

const REFUSED: RefundAnswer = { kind: "refused", code: "BALANCE_NOT_ENOUGH", detail: "", advice: "same_again_later" };
const UNANSWERED: RefundAnswer = { kind: "unknown", detail: "timeout" };
const DONE: RefundAnswer = { kind: "refunded", at: null };

/** The owner asks for so much, and Alipay answers this. */
async function asked(shop: TestShop, order: Parameters<typeof ask>[1], amountFen: number, answer: RefundAnswer): Promise<bigint> {
  shop.gateway.answers.refund = answer;
  const started = await ask(shop, order, amountFen);
  if (!started.ok) throw new Error(started.reason);
  return started.refundId;
}

const statuses = async (shop: TestShop) => (await rows(shop)).map(({ status }) => status);

describe("refunds of one trade take turns", () => {
  test("one that was refused and is retried, and one that is not answered, do not wait for each other", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    const first = await asked(shop, order, 500, REFUSED);
    shop.advance(MINUTE_MS);
    await asked(shop, order, 300, UNANSWERED);
    shop.advance(MINUTE_MS);
    await retryRefund(shop, { refundId: first, wish: aWish() });
    shop.gateway.answers.refund = DONE;
    for (let i = 0; i < 10; i++) await pass(shop, MINUTE_MS);
    expect(await statuses(shop)).toEqual(["DONE", "DONE"]);
  });

  test("three of them, two retried at once, are all done in the end, and only one is ever under way", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    const refused = [await asked(shop, order, 500, REFUSED)];
    shop.advance(MINUTE_MS);
    refused.push(await asked(shop, order, 400, REFUSED));
    shop.advance(MINUTE_MS);
    await asked(shop, order, 300, UNANSWERED);
    shop.advance(MINUTE_MS);
    for (const refundId of refused) await retryRefund(shop, { refundId: refundId, wish: aWish() });
    expect(shop.gateway.refunded.slice(3), "while the third is not known, the two wait").toEqual([]);
    shop.gateway.answers.refund = DONE;
    for (let i = 0; i < 10; i++) await pass(shop, MINUTE_MS);
    expect(await statuses(shop)).toEqual(["DONE", "DONE", "DONE"]);
    expect(sums(shop.gateway.refunded)).toEqual({ 500: 2, 400: 2, 300: 2 });
  });

  test("two that two workers send at the very same moment do not both go out: the second sees that it is the first one's turn", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    await asked(shop, order, 500, UNANSWERED);
    const waiting = [await asked(shop, order, 400, UNANSWERED), await asked(shop, order, 300, UNANSWERED)];
    shop.advance(MINUTE_MS);
    shop.gateway.answers.queryRefund = { kind: "refunded", amountFen: 500, at: null };
    await reviewRefund(shop, (await rows(shop))[0]?.id ?? 0n);
    expect(await statuses(shop)).toEqual(["DONE", "PENDING", "PENDING"]);

    // Both have begun, and neither can write before the other has looked.
    let sending: Promise<unknown> = Promise.resolve();
    await shop.db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM refunds WHERE id = ANY(${waiting}) FOR UPDATE`;
      sending = Promise.all(waiting.map((id) => sendRefund(shop, id)));
      await expect.poll(() => countWaiting(shop), { timeout: 10_000 }).toBe(2);
    });
    await sending;
    expect(shop.gateway.refunded.map(({ amountFen }) => amountFen)).toHaveLength(2);
  });

  test("one that nobody ever answers keeps its turn for an hour, and then the others go on", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    await asked(shop, order, 500, { kind: "accepted" });
    shop.gateway.answers.refund = DONE;
    await ask(shop, order, 300);
    shop.gateway.answers.queryRefund = { kind: "not_supported" };
    shop.gateway.answers.query = { kind: "unknown", detail: "timeout" };
    for (let i = 0; i < 58; i++) await pass(shop, MINUTE_MS);
    expect(await statuses(shop)).toEqual(["PENDING", "PENDING"]);
    for (let i = 0; i < 4; i++) await pass(shop, MINUTE_MS);
    expect(await statuses(shop)).toEqual(["PENDING", "DONE"]);
  });
});

/** How many wait for somebody's lock. */
async function countWaiting({ pool }: TestShop): Promise<number> {
  const { rowCount } = await pool.query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
  return rowCount ?? 0;
}

/** How often each sum was asked for. */
function sums(requests: readonly RefundRequest[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { amountFen } of requests) counts[amountFen] = (counts[amountFen] ?? 0) + 1;
  return counts;
}
