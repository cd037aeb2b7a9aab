import { expect, test } from "vitest";
import { type SeenOrder, withSeen } from "./seen-orders";

const order = (no: string, state = "待付款"): SeenOrder => ({ no, name: "龙井", sum: "¥19.80", state, at: "2026-11-22 20:45:09" });

test("what a shopper saw last stands first, and of one order only how it was seen last", () => {
  expect(withSeen([order("2", "已付款")], [order("1"), order("2")])).toEqual([order("2", "已付款"), order("1")]);
});

test("a shopper of many orders has the ten seen last", () => {
  const earlier = Array.from({ length: 10 }, (_, index) => order(String(index)));
  const seen = withSeen([order("new")], earlier);
  expect(seen).toHaveLength(10);
  expect(seen[0]?.no).toBe("new");
});
