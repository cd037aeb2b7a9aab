import { dayOf } from "@/lib/shop/day";
import { formatClock } from "./format-time";

/** "2026年12月31日 24:00 止": when a promotion is over, in Beijing. */
export function lastDayInWords(endsAt: Date): string {
  const last = new Date(endsAt.getTime() - 1);
  const [year, month, day] = dayOf(last).split("-").map(Number);
  const clock = dayOf(last) === dayOf(endsAt) ? formatClock(endsAt) : "24:00";
  return `${year}年${month}月${day}日 ${clock} 止`;
}
