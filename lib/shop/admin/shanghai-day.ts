/** China keeps one offset all year: +08:00 with no summer time since 1991. */
const OFFSET_MS = 8 * 3600_000;
const DAY_MS = 24 * 3600_000;

/** The day in Asia/Shanghai that `now` lies in: from its midnight to the next one, whatever the server's time zone. */
export function shanghaiDay(now: Date): { from: Date; to: Date } {
  const from = Math.floor((now.getTime() + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
  return { from: new Date(from), to: new Date(from + DAY_MS) };
}
