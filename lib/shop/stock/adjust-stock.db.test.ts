import { expect, test } from "vitest";
import { aBuyer, anOrder, stockGoods, testShop } from "@/test/test-shop";
import { adjustStock } from "./adjust-stock";

test("an owner who receives ten more and drops one has nine more, each in the ledger", async () => {
  const shop = await testShop();
  const { variantId } = await stockGoods(shop, { stock: 5 });
  expect(await adjustStock(shop, variantId, { kind: "by", delta: 10 })).toEqual({ ok: true, stock: 15 });
  expect(await adjustStock(shop, variantId, { kind: "by", delta: -1 })).toEqual({ ok: true, stock: 14 });
  const ledger = await shop.db.stockMovement.findMany({
    where: { variantId },
    select: { kind: true, quantity: true },
    orderBy: { id: "asc" },
  });
  expect(ledger).toEqual([
    { kind: "adjust", quantity: 5 },
    { kind: "adjust", quantity: 10 },
    { kind: "adjust", quantity: -1 },
  ]);
});

test("an owner cannot take away more than there is, and the refusal leaves no row", async () => {
  const shop = await testShop();
  const { variantId } = await stockGoods(shop, { stock: 2 });
  expect(await adjustStock(shop, variantId, { kind: "by", delta: -3 })).toMatchObject({ reason: "below_zero" });
  expect(await shop.db.stockMovement.count({ where: { variantId } })).toBe(1);
});

test("a count that a sale has overtaken is refused with the new number, and the sale stands", async () => {
  const shop = await testShop();
  const { variantId } = await stockGoods(shop, { stock: 10 });
  await anOrder(shop, { variantId, quantity: 3 });
  const refused = await adjustStock(shop, variantId, { kind: "to", stock: 20, seen: 10 });
  expect(refused).toMatchObject({ ok: false, reason: "moved", stock: 7 });
  expect(await adjustStock(shop, variantId, { kind: "to", stock: 20, seen: 7 })).toEqual({ ok: true, stock: 20 });
  expect(await shop.db.variant.findUnique({ where: { id: variantId } })).toMatchObject({ stock: 20, reserved: 3 });
});

test("an owner who clears the shelf while buyers take from it never brings it below zero", async () => {
  const shop = await testShop();
  const { variantId } = await stockGoods(shop, { stock: 6 });
  const buyers = await Promise.all(Array.from({ length: 6 }, () => aBuyer(shop)));
  const sales = buyers.map((buyerId) =>
    anOrder(shop, { variantId, buyerId }).then(
      () => 1,
      () => 0,
    ),
  );
  const takings = Array.from({ length: 6 }, () =>
    adjustStock(shop, variantId, { kind: "by", delta: -1 }).then((result) => Number(result.ok)),
  );
  const moved = (await Promise.all<number>([...sales, ...takings])).reduce((sum, one) => sum + one, 0);
  expect(moved).toBe(6);
  expect(await shop.db.variant.findUnique({ where: { id: variantId } })).toMatchObject({ stock: 0 });
});

test("a variant that is gone is said to be gone", async () => {
  const shop = await testShop();
  expect(await adjustStock(shop, 4711, { kind: "by", delta: 1 })).toMatchObject({ reason: "gone" });
});
