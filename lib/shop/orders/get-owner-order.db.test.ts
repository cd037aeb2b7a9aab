import { expect, test } from "vitest";
import { ADDRESS, anOrder, testShop } from "@/test/test-shop";
import { getOwnerOrder } from "./get-owner-order";

test("what an owner sees of an order holds its parcel's address and not its buyer's secret link", async () => {
  const shop = await testShop();
  const order = await anOrder(shop);
  const seen = await getOwnerOrder(shop, order.no);
  expect(seen).toMatchObject({ receiverName: ADDRESS.name, receiverPhone: ADDRESS.phone, lines: [{ quantity: 1 }] });
  expect(JSON.stringify(seen, (_key, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain(order.accessToken);
  expect(await getOwnerOrder(shop, "' OR 1=1")).toBeNull();
  expect(await getOwnerOrder(shop, "26112299999999999")).toBeNull();
});
