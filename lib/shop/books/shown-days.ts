import { dayAfter } from "@/lib/shop/day";
import type { DayRange } from "@/lib/shop/day-range";
import type { Days } from "./read-days";

/** The most days that are shown at once: a year, a leap year's too. */
export const MOST_DAYS = 366;
const USUAL_DAYS = 30;

/**
 * The days that the books show: those that were asked for, and where an end is open the thirty up to the last. None lies after today, and of
 * more than a year the last year is shown (`isCut`). Pure.
 */
export function shownDays(wanted: DayRange, today: string): Days & { isCut: boolean } {
  const to = earlier(wanted.to ?? today, today);
  const from = earlier(wanted.from ?? dayAfter(to, 1 - USUAL_DAYS), to);
  const first = dayAfter(to, 1 - MOST_DAYS);
  return from < first ? { from: first, to, isCut: true } : { from, to, isCut: false };
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}
