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
const CLOCK = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** "2026-11-22 20:45:09" in Beijing time, wherever server and reader are. */
export function formatTime(at: Date): string {
  return FULL.format(at).replaceAll("/", "-");
}

/** "20:45" in Beijing time. */
export function formatClock(at: Date): string {
  return CLOCK.format(at);
}
