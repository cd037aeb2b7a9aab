import { expect, test } from "vitest";
import { placeOrder } from "@/lib/shop/orders/place-order";
import { ADDRESS, aBuyer, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { closeUnpaid } from "./close-unpaid";

/** Waits until so many statements stand before a lock. */
async function untilWaiting(shop: TestShop, count: number): Promise<void> {
  for (;;) {
    const { rows } = await shop.pool.query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    if (rows.length >= count) return;
  }
}

test("an owner who closes unpaid orders while their buyer orders something else in their place is in nobody's way", async () => {
  const shop = await testShop();
  const buyerId = await aBuyer(shop);
  const [tea, mug] = [await stockGoods(shop), await stockGoods(shop, { title: "马克杯" })];
  const place = async (...goods: { variantId: number }[]) => {
    shop.advance(1_000);
    const items = goods.map(({ variantId }) => ({ variantId, quantity: 1, expectedPriceFen: 1980 }));
    const placed = await placeOrder(shop, buyerId, { idempotencyKey: "one form", items, address: ADDRESS, note: "" });
    if (!placed.ok) throw new Error(placed.reason);
    return placed.orderId;
  };
  // The buyer's newest order has the highest id: newest first is the other way round.
  let [older, newer] = [await place(tea), await place(mug)];
  if (older > newer) {
    [older, newer] = [newer, older];
    const { createdAt } = await shop.db.order.findUniqueOrThrow({ where: { id: older } });
    await shop.db.order.update({ where: { id: newer }, data: { createdAt: new Date(createdAt.getTime() + 1) } });
  }
  const first = await shop.pool.connect();
  await first.query("BEGIN");
  await first.query("SELECT 1 FROM orders WHERE id = $1 FOR UPDATE", [older]);
  const closing = closeUnpaid(shop, { variantId: null, note: "囤货" });
  await untilWaiting(shop, 1);
  const placing = place(tea, mug);
  await untilWaiting(shop, 2);
  await first.query("COMMIT");
  first.release();
  await Promise.all([closing, placing]);
  const { status } = await shop.db.order.findUniqueOrThrow({ where: { id: await placing } });
  expect(status).toBe("PENDING");
});
