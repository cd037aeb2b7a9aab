/** A measurement: minutes since the beginning, and what was measured then. */
export type Point = { minute: number; value: number };

/** Of fewer points a slope would say more about chance than about memory. */
const FEWEST = 10;

/** By how much the values grow in an hour, by least squares; null of too few. */
export function slopePerHour(points: readonly Point[]): number | null {
  if (points.length < FEWEST) return null;
  const mean = (of: (point: Point) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [minutes, values] = [mean(({ minute }) => minute), mean(({ value }) => value)];
  const covariance = mean(({ minute, value }) => (minute - minutes) * (value - values));
  const variance = mean(({ minute }) => (minute - minutes) ** 2);
  return variance === 0 ? 0 : (covariance / variance) * 60;
}
