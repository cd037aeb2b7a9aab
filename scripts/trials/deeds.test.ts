import { expect, test } from "vitest";
import { deedOf, writesOf } from "./deeds";

test.each([
  ["SELECT 1 FROM orders FOR UPDATE", []],
  ["SELECT 1 FROM orders FOR NO KEY UPDATE SKIP LOCKED", []],
  ["INSERT INTO buyers (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET seen = now()", ["insert buyers"]],
  [`UPDATE "public"."orders" SET "status" = $1`, ["update orders"]],
  ["WITH a AS (UPDATE ONLY orders SET x = 1), b AS (DELETE FROM cart_items) SELECT 1", ["update orders", "delete cart_items"]],
  ["UPDATE orders SET locked_until = $1 WHERE id IN (SELECT id FROM orders FOR UPDATE SKIP LOCKED)", ["update orders", "lease"]],
])("whoever watches the road reads of %s what is written", (text, writes) => {
  expect(writesOf(text)).toEqual(writes);
});

test("what somebody does has the name of what matters most in it", () => {
  expect(deedOf(new Set())).toBeNull();
  expect(deedOf(new Set(["update orders", "insert payments", "insert notify_deliveries"]))).toBe("booking a payment");
  expect(deedOf(new Set(["update refunds", "insert ledger_transfers"]))).toBe("booking a refund");
  expect(deedOf(new Set(["update orders", "insert stock_movements"]))).toBe("closing an order");
  expect(deedOf(new Set(["delete rate_limits"]))).toBe("something else");
});
