import { expect, test } from "vitest";
import { resolveDiscrepancy } from "@/lib/shop/discrepancies/resolve-discrepancy";
import { testShop } from "@/test/test-shop";

test("a discrepancy is resolved once, and the first note stands", async () => {
  const shop = await testShop();
  const { id } = await shop.db.discrepancy.create({ data: { kind: "refund_seen", dedupeKey: "x" } });
  expect(await resolveDiscrepancy(shop, { id, resolution: "已退款", by: "owner" })).toEqual({ ok: true });
  expect(await resolveDiscrepancy(shop, { id, resolution: "别的", by: "owner" })).toMatchObject({ reason: "not_open" });
  expect(await shop.db.discrepancy.findFirst()).toMatchObject({ resolution: "已退款（owner）", resolvedAt: shop.now() });
});
