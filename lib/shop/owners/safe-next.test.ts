import { expect, test } from "vitest";
import { safeNext } from "./safe-next";

test.each(["/admin", "/admin/orders", "/admin/orders?tab=paid&q=138", "/admin/orders/2611221234567890"])(
  "after the login the owner goes on to %s",
  (next) => {
    expect(safeNext(next)).toBe(next);
  },
);

test.each([
  undefined,
  "",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "https://evil.example/admin",
  "javascript:alert(1)",
  "/admin//evil.example",
  "/admin/../evil",
  "/admin/..%2f..%2fevil",
  "/admin/orders#//evil",
  "/admin\n//evil.example",
  "/administrator",
  "/orders",
  "/admin@evil.example",
  "/admin/login?next=/admin",
  "/admin/setup",
  `/admin/${"a".repeat(600)}`,
])("a login link with next=%j leads no further than the dashboard", (next) => {
  expect(safeNext(next)).toBe("/admin");
});
