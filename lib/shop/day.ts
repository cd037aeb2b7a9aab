/** The shop's only file that knows where a day begins. China has had one offset all year since 1991: +08:00, without summer time. */
const OFFSET_MS = 8 * 3600_000;

/** The length of a day, in ms. */
export const DAY_MS = 24 * 3600_000;

/** yyyy-MM-dd of a moment in Asia/Shanghai, whatever the server's time zone. */
export function dayOf(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** "2026-11-22 20:45:09" in Asia/Shanghai, for files. */
export function timeText(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 19).replace("T", " ");
}

/** From the day's midnight in Asia/Shanghai to the next one; null when the text is not a date. */
export function boundsOf(day: string): { from: Date; to: Date } | null {
  if (!/^20\d{2}-\d{2}-\d{2}$/.test(day)) return null;
  const midnight = midnightOf(day);
  return Number.isNaN(midnight) || dayOf(new Date(midnight)) !== day ? null : boundsFrom(midnight);
}

/** From midnight to midnight in Asia/Shanghai, of the day on which `at` lies. */
export function boundsAround(at: Date): { from: Date; to: Date } {
  return boundsFrom(midnightOf(dayOf(at)));
}

/** The date `days` days after this one, or before it when negative. */
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
