// The server's clock as this browser knows it: a phone whose own clock is wrong still counts down rightly.
let offsetMs: number | null = null;

/** What the server said its time was, just now. */
export function learnServerTime(now: string): void {
  offsetMs = Date.parse(now) - Date.now();
}

/** The server's time in ms; `renderedAt`, which may be old, only until the server was heard. */
export function serverNowMs(renderedAt: string): number {
  if (offsetMs === null) learnServerTime(renderedAt);
  return Date.now() + (offsetMs ?? 0);
}
