import { type DayFigures, netFen } from "@/lib/shop/books/figures";

/** The chart's own units: a day is ten wide, all of it is a hundred high. It is stretched to whatever room it has. */
export const DAY_WIDTH = 10;
export const HEIGHT = 100;

export type Bar = { day: string; x: number; paid: { y: number; height: number }; refunded: { y: number; height: number } };
export type ChartShape = { width: number; zero: number; bars: Bar[]; net: string };

/** Payments stand on a line, refunds hang from it, and the net goes over both. null where no money moved at all. Pure. */
export function shapeOf(days: readonly DayFigures[]): ChartShape | null {
  const top = Math.max(0, ...days.map(({ paidFen }) => paidFen));
  const bottom = Math.max(0, ...days.map(({ refundedFen }) => refundedFen));
  if (top + bottom === 0) return null;
  const zero = round((top / (top + bottom)) * HEIGHT);
  const size = (fen: number) => round((fen / (top + bottom)) * HEIGHT);
  const bars = days.map(({ day, paidFen, refundedFen }, nth) => ({
    day,
    x: nth * DAY_WIDTH,
    paid: { y: round(zero - size(paidFen)), height: size(paidFen) },
    refunded: { y: zero, height: size(refundedFen) },
  }));
  const heights = days.map((day) => round(zero - size(netFen(day))));
  // One day alone is a line across, since a point would not be seen.
  const points =
    heights.length === 1 ? [`0,${heights[0]}`, `${DAY_WIDTH},${heights[0]}`] : heights.map((y, nth) => `${(nth + 0.5) * DAY_WIDTH},${y}`);
  return { width: days.length * DAY_WIDTH, zero, bars, net: points.join(" ") };
}

function round(size: number): number {
  return Math.round(size * 100) / 100;
}
