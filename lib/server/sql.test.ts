import { expect, test, vi } from "vitest";

// The bundler puts this file into several bundles of one process, and all of them share the connections of one pool.
test("every copy of this file calls a statement the same, and no two statements alike", async () => {
  const one = await import("./sql");
  one.nameOf("SELECT 1");
  vi.resetModules();
  const another = await import("./sql");
  expect(another.nameOf).not.toBe(one.nameOf);
  expect(another.nameOf("SELECT 2")).toBe(one.nameOf("SELECT 2"));
  expect(another.nameOf("SELECT 2")).not.toBe(one.nameOf("SELECT 1"));
  expect(one.nameOf("x".repeat(5_000)).length).toBeLessThan(64);
});
