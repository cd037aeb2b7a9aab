import "server-only";
import { inBothLanguages } from "@/lib/language/words";
import { dayOf } from "@/lib/shop/day";
import { formatClock } from "./format-time";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const words = inBothLanguages(
  { until: (year: number, month: number, day: number, clock: string) => `${year}年${month}月${day}日 ${clock} 止` },
  { until: (year, month, day, clock) => `until ${day} ${MONTHS[month - 1]} ${year}, ${clock} China time` },
);

/** "2026年12月31日 24:00 止": when a promotion is over, in Beijing. */
export function lastDayInWords(endsAt: Date): string {
  const last = new Date(endsAt.getTime() - 1);
  const [year = 0, month = 1, day = 1] = dayOf(last).split("-").map(Number);
  const clock = dayOf(last) === dayOf(endsAt) ? formatClock(endsAt) : "24:00";
  return words.until(year, month, day, clock);
}
