import { formatTime } from "../format-time";

/** 11-22 20:22, for lists. */
export function formatShortTime(date: Date): string {
  return formatTime(date).slice(5, 16);
}
