import { describe, expect, test } from "vitest";
import { aWish } from "@/test/owner-wish";
import { aPaidOrder, ask, pass, rows } from "@/test/refund-shop";
import { MINUTE_MS, testShop } from "@/test/test-shop";
import { reviewDueRefunds } from "../due/due-refunds";
import { retryRefund } from "../requested/retry-refund";

describe("an answer that is not known", () => {
  test("a timeout stays 退款中, is asked about 10 s later and not before, and the retry is the identical request", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "unknown", detail: "timeout" };
    expect(await ask(shop, order, 500)).toMatchObject({ ok: true, outcome: { status: "PENDING" } });
    await pass(shop, 9_000);
    expect(shop.gateway.refunded).toHaveLength(1);
    await pass(shop, 1_000);
    shop.gateway.answers.refund = { kind: "refunded", at: shop.now() };
    await pass(shop, 5 * MINUTE_MS);
    const [first, ...again] = shop.gateway.refunded;
    expect(again.length).toBeGreaterThan(0);
    for (const request of again) expect(request).toEqual(first);
    expect(await rows(shop)).toMatchObject([{ status: "DONE" }]);
  });

  test("a refund that Alipay only accepted is done when Alipay says so, and is never asked for again with another number", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "accepted" };
    await ask(shop, order, 500);
    await pass(shop, 10_000);
    expect(await rows(shop)).toMatchObject([{ status: "PENDING" }]);
    shop.gateway.answers.queryRefund = { kind: "refunded", amountFen: 500, at: shop.now() };
    await pass(shop, MINUTE_MS);
    expect(await rows(shop)).toMatchObject([{ status: "DONE" }]);
    expect(new Set(shop.gateway.refunded.map(({ outRequestNo }) => outRequestNo)).size).toBe(1);
  });

  test("the gaps between two questions grow to an hour", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "unknown", detail: "timeout" };
    shop.gateway.answers.queryRefund = { kind: "unknown", detail: "timeout" };
    await ask(shop, order, 500);
    const gapsS: number[] = [];
    for (let i = 0; i < 9; i++) {
      const { dueAt } = await shop.db.refund.findFirstOrThrow();
      const waitMs = (dueAt?.getTime() ?? 0) - shop.now().getTime();
      gapsS.push(waitMs / 1000);
      await pass(shop, waitMs);
    }
    expect(gapsS).toEqual([10, 20, 40, 60, 120, 300, 900, 3600, 3600]);
  });

  test("two refunds of one trade go out one after the other", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "accepted" };
    await ask(shop, order, 500);
    expect(await ask(shop, order, 300)).toMatchObject({ ok: true, outcome: { status: "PENDING" } });
    expect(shop.gateway.refunded.map(({ amountFen }) => amountFen)).toEqual([500]);
    shop.gateway.answers.queryRefund = { kind: "refunded", amountFen: 500, at: null };
    shop.gateway.answers.refund = { kind: "refunded", at: null };
    await pass(shop, 10_000);
    expect((await rows(shop)).map(({ status }) => status)).toEqual(["DONE", "DONE"]);
  });

  test("a second refund within 3 s of the first waits, although the first is done", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    await ask(shop, order, 500);
    await ask(shop, order, 300);
    expect(shop.gateway.refunded).toHaveLength(1);
    await pass(shop, 2_999);
    expect(shop.gateway.refunded).toHaveLength(1);
    await pass(shop, 1);
    expect(shop.gateway.refunded).toHaveLength(2);
  });

  test("two workers at once send a lost refund once", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "unknown", detail: "timeout" };
    await ask(shop, order, 500);
    shop.advance(10_000);
    await Promise.all([reviewDueRefunds(shop), reviewDueRefunds(shop), reviewDueRefunds(shop)]);
    expect(shop.gateway.refunded).toHaveLength(2);
  });
});

describe("a refusal", () => {
  test("for good frees the sum and tells the owner why", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "refused", code: "TRADE_HAS_FINISHED", detail: "", advice: "never" };
    expect(await ask(shop, order, 500)).toMatchObject({ ok: true, outcome: { status: "FAILED", advice: "never" } });
    expect(await shop.db.payment.findFirstOrThrow()).toMatchObject({ refundingFen: 0 });
    expect(await shop.db.discrepancy.findMany()).toMatchObject([{ kind: "refund_failed", resolvedAt: null }]);
  });

  test("for want of balance is repeated by the owner, under the same number and dated anew, and the discrepancy is resolved", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "refused", code: "BALANCE_NOT_ENOUGH", detail: "", advice: "same_again_later" };
    const asked = await ask(shop, order, 500);
    if (!asked.ok) throw new Error(asked.reason);
    shop.advance(MINUTE_MS);
    shop.gateway.answers.refund = { kind: "refunded", at: shop.now() };
    const { refundId } = asked;
    expect(await retryRefund(shop, { refundId, wish: aWish() })).toMatchObject({ ok: true, outcome: { status: "DONE" } });
    expect(shop.gateway.refunded[1]).toEqual({ ...shop.gateway.refunded[0], requestedAt: shop.now() });
    expect(await shop.db.discrepancy.count({ where: { resolvedAt: null } })).toBe(0);
  });

  test("that may hide a refund done before is believed only after Alipay was asked", async () => {
    const shop = await testShop();
    const order = await aPaidOrder(shop);
    shop.gateway.answers.refund = { kind: "refused", code: "TRADE_HAS_CLOSE", detail: "", advice: "check_trade" };
    shop.gateway.answers.queryRefund = { kind: "refunded", amountFen: order.totalFen, at: shop.now() };
    expect(await ask(shop, order, order.totalFen)).toMatchObject({ ok: true, outcome: { status: "DONE" } });
  });
});
