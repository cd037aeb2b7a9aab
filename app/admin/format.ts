const parts = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** 2026-11-22 20:22:49 in Asia/Shanghai, whatever the server's time zone. */
export function formatTime(date: Date): string {
  return parts.format(date);
}

/** 11-22 20:22, for lists. */
export function formatShortTime(date: Date): string {
  return formatTime(date).slice(5, 16);
}
