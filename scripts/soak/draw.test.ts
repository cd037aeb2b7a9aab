import { expect, test } from "vitest";
import { drawSoak } from "./draw";
import type { Minute } from "./minute";

const times = (ms: number) => ({ count: 10, p50: ms, p95: ms * 2, p99: ms * 4 });
const minute = (number: number): Minute => ({
  minute: number,
  times: { order: times(80), notice: times(20), page: times(10) },
  memory: new Map([
    ["server 1", 250 + number],
    ["emulator", 120],
  ]),
  broken: [],
});

test("whoever opens the picture sees a line for each figure, a mark for each fall, and colours for light and dark pages", () => {
  const svg = drawSoak({
    minutes: Array.from({ length: 60 }, (_, at) => minute(at + 1)),
    falls: [{ minute: 4.2, whom: "the database", backMs: 1_000 }],
  });
  expect(svg.match(/<polyline/g)).toHaveLength(9);
  expect(svg.match(/class="fall"/g)).toHaveLength(1);
  expect(svg).toContain("prefers-color-scheme: dark");
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  expect(Buffer.byteLength(svg)).toBeLessThan(16_000);
});

test("a picture of one minute, or of a minute in which nothing was answered, is still one", () => {
  const silent = { ...minute(1), times: { order: { ...times(0), count: 0 }, notice: times(0), page: times(0) } };
  expect(drawSoak({ minutes: [silent], falls: [] })).not.toMatch(/NaN|undefined|Infinity/);
});
