import { inBothLanguages } from "@/lib/language/words";

const FULL = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});
const ENGLISH = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Shanghai",
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});
const CLOCK = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

const chineseTime = (at: Date) => FULL.format(at).replaceAll("/", "-");

const times = inBothLanguages(
  {
    full: chineseTime,
    minute: (at: Date) => chineseTime(at).slice(0, -3),
    short: (at: Date) => chineseTime(at).slice(5, 16),
    card: chineseTime,
  },
  {
    full: (at) => ENGLISH.format(at),
    minute: (at) => ENGLISH.format(at).slice(0, -3),
    short: (at) =>
      ENGLISH.format(at)
        .replace(/ \d{4},/, ",")
        .slice(0, -3),
    card: (at) => ENGLISH.format(at).slice(0, -3),
  },
);

/** "2026-11-22 20:45:09", in English "22 Nov 2026, 20:45:09", in Beijing time, wherever server and reader are. */
export function formatTime(at: Date): string {
  return times.full(at);
}

/** The same without its seconds. */
export function formatMinute(at: Date): string {
  return times.minute(at);
}

/** As much of a time as a card of a list has room for: in Chinese all of it, in English all but its seconds. */
export function formatCardTime(at: Date): string {
  return times.card(at);
}

/** "11-22 20:45", in English "22 Nov, 20:45". */
export function formatShortTime(at: Date): string {
  return times.short(at);
}

/** "20:45" in Beijing time. */
export function formatClock(at: Date): string {
  return CLOCK.format(at);
}
