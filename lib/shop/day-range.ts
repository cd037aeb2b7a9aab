import { boundsOf, dayAfter } from "./day";

/** Days in Asia/Shanghai, yyyy-MM-dd, both of them within; null: open at that end. Pure. */
export type DayRange = { from: string | null; to: string | null };

/** The same as moments: from the first one on, and before the other. */
export type Moments = { from: Date | null; to: Date | null };

export const ALL_DAYS: DayRange = { from: null, to: null };

/** The days that people ask for most: their names, and what each stands for on a day. */
export const QUICK_DAYS = ["today", "yesterday", "week", "month"] as const;
export type QuickDays = (typeof QUICK_DAYS)[number];

/** Reads two days of an address bar or a form. What is no date counts as not said, and days that were typed the wrong way round are turned. */
export function readDayRange(from: unknown, to: unknown): DayRange {
  const [first, last] = [readDay(from), readDay(to)];
  return first && last && first > last ? { from: last, to: first } : { from: first, to: last };
}

function readDay(typed: unknown): string | null {
  return typeof typed === "string" && boundsOf(typed) ? typed : null;
}

/** From midnight to midnight. */
export function momentsOf({ from, to }: DayRange): Moments {
  return { from: (from && boundsOf(from)?.from) || null, to: (to && boundsOf(to)?.to) || null };
}

/** 今天, 昨天, 近7天, 近30天, each with today where it has more days than one. */
export function quickDays(which: QuickDays, today: string): { from: string; to: string } {
  const yesterday = dayAfter(today, -1);
  if (which === "yesterday") return { from: yesterday, to: yesterday };
  return { from: which === "today" ? today : dayAfter(today, which === "week" ? -6 : -29), to: today };
}
