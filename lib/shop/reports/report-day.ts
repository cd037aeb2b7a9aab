import { DAY_MS, midnightOf } from "@/lib/shop/day";

const HOUR_MS = 3600_000;

/** Bills are ready by about nine the next morning (docs/wire/alipay-openapi.md §1.7); half an hour later is early enough. */
const FETCH_AFTER_MS = DAY_MS + 9.5 * HOUR_MS;
/** By the evening of the next day a bill that is not there is not coming: the day had no business. */
const EVENING_AFTER_MS = DAY_MS + 20 * HOUR_MS;

/** 09:30 of the next morning, in Asia/Shanghai. */
export function fetchTimeOf(day: string): Date {
  return new Date(midnightOf(day) + FETCH_AFTER_MS);
}

/** 20:00 of the next day, in Asia/Shanghai. */
export function eveningAfter(day: string): Date {
  return new Date(midnightOf(day) + EVENING_AFTER_MS);
}
