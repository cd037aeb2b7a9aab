/** The shop's only file that knows where a day begins. China keeps one offset all year: +08:00 with no summer time since 1991. */
const OFFSET_MS = 8 * 3600_000;

/** Of a day, in ms. */
export const DAY_MS = 24 * 3600_000;

/** yyyy-MM-dd of a moment in Asia/Shanghai, whatever the server's time zone. */
export function dayOf(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** From the day's midnight in Asia/Shanghai to the next one; null for what is no day. */
export function boundsOf(day: string): { from: Date; to: Date } | null {
  if (!/^20\d{2}-\d{2}-\d{2}$/.test(day)) return null;
  const midnight = midnightOf(day);
  return Number.isNaN(midnight) || dayOf(new Date(midnight)) !== day ? null : boundsFrom(midnight);
}

/** The day in Asia/Shanghai that a moment lies in: from its midnight to the next one. */
export function boundsAround(at: Date): { from: Date; to: Date } {
  return boundsFrom(midnightOf(dayOf(at)));
}

/** The day `days` after this one; before it when negative. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Midnight of a day in Asia/Shanghai, in ms since 1970. */
export function midnightOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) - OFFSET_MS;
}

function boundsFrom(midnight: number): { from: Date; to: Date } {
  return { from: new Date(midnight), to: new Date(midnight + DAY_MS) };
}
