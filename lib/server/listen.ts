import "server-only";
import { EventEmitter, once } from "node:events";
import pg from "pg";

const RECONNECT_MS = 2_000;

export type Signals = {
  /** Resolves when `key` is notified on the channel, after `timeoutMs`, when the caller goes away, or on close(). Never throws. */
  wait(key: string, timeoutMs: number, caller?: AbortSignal): Promise<void>;
  /** Aborted by close(): from then on no request may be held open. */
  ended: AbortSignal;
  close(): Promise<void>;
};

/**
 * One connection that LISTENs on `channel` for the whole process, whoever waits. While it is down nobody is woken, and
 * each wait lasts its full time: the callers poll again anyway.
 */
export function listen(connectionString: string, channel: string): Signals {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  let client: pg.Client | null = null;
  const ending = new AbortController();

  const connect = async () => {
    if (ending.signal.aborted) return;
    const next = new pg.Client({ connectionString, keepAlive: true });
    next.on("notification", ({ payload }) => payload && emitter.emit(payload));
    next.on("error", () => {});
    next.on("end", () => {
      if (!ending.signal.aborted) setTimeout(() => void connect(), RECONNECT_MS).unref();
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      client = next;
      if (ending.signal.aborted) await next.end();
    } catch {
      await next.end().catch(() => {});
    }
  };
  void connect();

  return {
    async wait(key, timeoutMs, caller) {
      if (ending.signal.aborted) return;
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = caller ? AbortSignal.any([timeout, caller]) : timeout;
      await once(emitter, key, { signal }).catch(() => {});
    },
    ended: ending.signal,
    async close() {
      ending.abort();
      for (const key of emitter.eventNames()) if (key !== "error") emitter.emit(key); // once() listens to "error" itself
      await client?.end().catch(() => {});
    },
  };
}
