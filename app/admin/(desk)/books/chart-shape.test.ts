import { expect, test } from "vitest";
import { NO_FIGURES } from "@/lib/shop/books/figures";
import { shapeOf } from "./chart-shape";

const day = (nth: number, paidFen: number, refundedFen: number) => ({ ...NO_FIGURES, day: `2026-11-0${nth}`, paidFen, refundedFen });

test("payments stand on the line, refunds hang from it, and a day that gave back more than it took has its net below it", () => {
  expect(shapeOf([day(1, 300, 0), day(2, 0, 100)])).toEqual({
    ...{ width: 20, zero: 75, net: "5,0 15,100" },
    bars: [
      { day: "2026-11-01", x: 0, paid: { y: 0, height: 75 }, refunded: { y: 75, height: 0 } },
      { day: "2026-11-02", x: 10, paid: { y: 75, height: 0 }, refunded: { y: 75, height: 25 } },
    ],
  });
});

test("nothing is ever drawn outside, and days without any money have no chart", () => {
  const shape = shapeOf([day(1, 1, 999_999_999), day(2, 12_345, 1), day(3, 0, 0)]);
  const numbers =
    shape?.bars.flatMap(({ paid, refunded }) => [paid.y, paid.y + paid.height, refunded.y, refunded.y + refunded.height]) ?? [];
  for (const number of numbers) {
    expect(number).toBeGreaterThanOrEqual(0);
    expect(number).toBeLessThanOrEqual(100.01);
  }
  expect(shapeOf([day(1, 0, 0)])).toBeNull();
  expect(shapeOf([])).toBeNull();
});

test("one day alone still shows its net", () => {
  expect(shapeOf([day(1, 200, 0)])?.net).toBe("0,0 10,0");
});
