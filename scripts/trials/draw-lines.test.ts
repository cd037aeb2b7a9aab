import { expect, test } from "vitest";
import { drawLines, niceStep, slopeOf } from "./draw-lines";

test("a reader's scale goes in steps of one, two or five", () => {
  expect([3, 42, 380, 0.9, 1000].map(niceStep)).toEqual([1, 10, 100, 0.2, 200]);
});

test("a reader sees each line within its frame, its name, and no markup of a name", () => {
  const svg = drawLines({
    title: "a < b",
    xName: "min",
    yName: "MB",
    lines: [
      {
        name: "server & co",
        points: [
          [0, 0],
          [10, 400],
        ],
      },
    ],
    marks: [5],
  });
  expect(svg).toContain('points="64,280 744,56"');
  expect(svg).toContain("server &amp; co");
  expect(svg).toContain("a &lt; b");
  expect(svg).toContain('M404 56V280" stroke="#cf222e"');
});

test("memory that grows by 3 MB a minute is said to, and one sample says nothing", () => {
  expect(
    slopeOf([
      [1, 103],
      [2, 106],
      [3, 109],
    ]),
  ).toBeCloseTo(3);
  expect(slopeOf([[1, 100]])).toBe(0);
  expect(slopeOf([])).toBe(0);
});
