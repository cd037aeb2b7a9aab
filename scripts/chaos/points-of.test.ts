import { expect, test } from "vitest";
import { pointsOf } from "./points-of";

test.each(["openapi", "wap-token"] as const)(
  "under %s somebody can be killed at more than two dozen points, each named once",
  (contract) => {
    const points = pointsOf(contract);
    expect(points.length).toBeGreaterThan(24);
    expect(new Set(points).size).toBe(points.length);
    expect(points).toContain("answer: success to Alipay");
    expect(points).toContain("after commit: booking a payment");
  },
);
