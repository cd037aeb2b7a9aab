import { describe, expect, test } from "vitest";
import { resolveDiscrepancy } from "@/lib/shop/discrepancies/resolve-discrepancy";
import { ORDER_VIEW_SELECT, toOrderView } from "@/lib/shop/orders/get-order";
import { requestClose } from "@/lib/shop/payments/close-order";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { aTrade } from "@/test/fake-gateway";
import { aPaidOrder, pass, rows } from "@/test/refund-shop";
import { anOrder, MINUTE_MS, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { reviewDueRefunds } from "../due/due-refunds";

/** A second trade on a paid order, which the worker has not looked at yet. */
async function twicePaid(): Promise<{ shop: TestShop; id: bigint }> {
  const shop = await testShop();
  const order = await aPaidOrder(shop);
  await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
  const { id } = await shop.db.discrepancy.findFirstOrThrow({ where: { kind: "second_trade" } });
  return { shop, id };
}

const resolve = (shop: TestShop, id: bigint, money?: "goes_back" | "stays") =>
  resolveDiscrepancy(shop, { id, resolution: "已与买家联系", by: "alice", money });

describe("an owner resolves a discrepancy before its automatic refund has begun", () => {
  test("a note alone decides nothing about the money: it is refused, and the refund goes on", async () => {
    const { shop, id } = await twicePaid();
    expect(await resolve(shop, id)).toEqual({ ok: false, reason: "refund_waits" });
    await pass(shop, MINUTE_MS);
    expect(await rows(shop)).toMatchObject([{ status: "DONE", requestedBy: "worker" }]);
  });

  test("with the choice that it goes back all the same, it goes back", async () => {
    const { shop, id } = await twicePaid();
    expect(await resolve(shop, id, "goes_back")).toEqual({ ok: true });
    await pass(shop, MINUTE_MS);
    expect(await rows(shop)).toMatchObject([{ status: "DONE", requestedBy: "worker" }]);
    expect(await shop.db.discrepancy.findFirstOrThrow()).toMatchObject({ resolution: "已与买家联系（alice）" });
  });

  test("with the choice that it stays, it stays", async () => {
    const { shop, id } = await twicePaid();
    expect(await resolve(shop, id, "stays")).toEqual({ ok: true });
    await pass(shop, MINUTE_MS);
    expect(await rows(shop)).toEqual([]);
    expect(shop.gateway.refunded).toEqual([]);
  });

  test("when the refund has begun it cannot stay any more, and the owner is told", async () => {
    const { shop, id } = await twicePaid();
    shop.gateway.answers.refund = { kind: "accepted" };
    await reviewDueRefunds(shop);
    expect(await resolve(shop, id, "stays")).toEqual({ ok: false, reason: "refund_begun" });
    expect(await resolve(shop, id)).toEqual({ ok: true });
  });

  test.each([1, 2, 3, 4, 5])("owner and worker at the same moment: the money stays or goes, and the owner knows which (%i)", async () => {
    const { shop, id } = await twicePaid();
    const [decided] = await Promise.all([resolve(shop, id, "stays"), reviewDueRefunds(shop)]);
    expect(shop.gateway.refunded).toHaveLength(decided.ok ? 0 : 1);
  });
});

test("a buyer whose late money the owner keeps is told so, and promised no refund", async () => {
  const shop = await testShop();
  const { variantId } = await stockGoods(shop, { stock: 1 });
  const order = await anOrder(shop, { variantId });
  await startPayment(shop, order.orderId);
  await requestClose(shop, order.orderId, "buyer");
  await anOrder(shop, { variantId });
  await settlePayment(shop, aTrade(order.outTradeNo, order.totalFen), "notify");
  const phase = async () =>
    toOrderView(await shop.db.order.findFirstOrThrow({ where: { id: order.orderId }, select: ORDER_VIEW_SELECT }), shop.now()).phase;
  expect(await phase()).toBe("closed_paid");
  const { id } = await shop.db.discrepancy.findFirstOrThrow({ where: { kind: "late_payment_no_stock" } });
  expect(await resolve(shop, id, "stays")).toEqual({ ok: true });
  expect(await phase()).toBe("closed_kept");
});
