/** China keeps one offset all year: +08:00 with no summer time since 1991. */
const OFFSET_MS = 8 * 3600_000;
const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;

/** Bills are ready by about nine the next morning (alipay-openapi §1.7); half an hour later is early enough. */
const FETCH_AFTER_MS = DAY_MS + 9.5 * HOUR_MS;
/** By the evening of the next day a bill that is not there is not coming: the day had no business. */
const EVENING_AFTER_MS = DAY_MS + 20 * HOUR_MS;

/** yyyy-MM-dd of a moment in Asia/Shanghai. */
export function dayOf(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** From the day's midnight in Asia/Shanghai to the next one; null for what is no day. */
export function boundsOf(day: string): { from: Date; to: Date } | null {
  if (!/^20\d{2}-\d{2}-\d{2}$/.test(day)) return null;
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return null;
  const from = midnight.getTime() - OFFSET_MS;
  return { from: new Date(from), to: new Date(from + DAY_MS) };
}

/** The day `days` after this one; before it when negative. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 09:30 of the next morning. */
export function fetchTimeOf(day: string): Date {
  return new Date(midnightOf(day) + FETCH_AFTER_MS);
}

/** 20:00 of the next day. */
export function eveningAfter(day: string): Date {
  return new Date(midnightOf(day) + EVENING_AFTER_MS);
}

function midnightOf(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}
