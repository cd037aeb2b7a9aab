/** Alipay writes Beijing time without a zone. China has had one zone and no summer time since 1991, so +08:00 is exact. */

const OFFSET_MS = 8 * 3600 * 1000;

/** Writes `yyyy-MM-dd HH:mm:ss` in Beijing time, whatever zone the machine is in. */
export function formatTime(date: Date): string {
  return new Date(date.getTime() + OFFSET_MS).toISOString().slice(0, 19).replace("T", " ");
}

/** Reads `yyyy-MM-dd HH:mm:ss`, with or without milliseconds; null for anything else and for days that no calendar has. */
export function parseTime(text: string): Date | null {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,3}))?$/.exec(text);
  if (!match) return null;
  const [, day, time, fraction = ""] = match;
  const asUtc = new Date(`${day}T${time}.${fraction.padEnd(3, "0")}Z`);
  if (Number.isNaN(asUtc.getTime())) return null;
  const date = new Date(asUtc.getTime() - OFFSET_MS);
  return formatTime(date) === `${day} ${time}` ? date : null;
}
