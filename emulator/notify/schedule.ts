const MINUTE_MS = 60_000;

/** The gaps between the sends of one notice: eight sends, the last 24 h 22 min after the first (alipay-wap §7). */
export const GAPS_MINUTES = [2, 10, 10, 60, 120, 360, 900] as const;

/**
 * When a notice first due at `firstDueAt` is due again after `sends` sends, or null once it has been sent for the last time.
 * Counted from the first instant and not from the last send, so that a slow merchant does not move the schedule.
 */
export function nextSendAt(firstDueAt: Date, sends: number): Date | null {
  if (sends > GAPS_MINUTES.length) return null;
  const minutes = GAPS_MINUTES.slice(0, sends).reduce((sum, gap) => sum + gap, 0);
  return new Date(firstDueAt.getTime() + minutes * MINUTE_MS);
}
