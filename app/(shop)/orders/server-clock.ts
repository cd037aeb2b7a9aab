// The server's clock as this browser knows it: a phone whose own clock is wrong still counts down correctly.
let offsetMs: number | null = null;

/** Learns the server's clock from a time that it has just sent. */
export function learnServerTime(now: string): void {
  offsetMs = Date.parse(now) - Date.now();
}

/** The server's time in ms; by `renderedAt`, which may be old, until the server has sent its time. */
export function serverNowMs(renderedAt: string): number {
  if (offsetMs === null) learnServerTime(renderedAt);
  return Date.now() + (offsetMs ?? 0);
}
