import "server-only";
import { EventEmitter } from "node:events";
import pg from "pg";
import { connectionOptions, MortalClient } from "./connection";

const RECONNECT_MS = 2_000;
/** How often the silent connection is asked whether it still lives, and how long it may take to say so, in ms. */
const PING_EVERY_MS = 15_000;
const PING_LIMIT_MS = 5_000;

export type Signals = {
  /** Resolves when `key` is notified on the channel, after `timeoutMs`, when the caller goes away, or on close(). Never throws. */
  wait(key: string, timeoutMs: number, caller?: AbortSignal): Promise<void>;
  /** Aborted by close(): from then on no request may be held open. */
  ended: AbortSignal;
  close(): Promise<void>;
};

type ListenOptions = { reconnectMs?: number; pingEveryMs?: number; pingLimitMs?: number };

/**
 * One connection that LISTENs on `channel` for the whole process, whoever waits. It has nothing to say while all is quiet, so it
 * is asked now and then whether it lives; one that does not answer is replaced. While there is none nobody is woken, and each
 * wait lasts its full time: the callers poll again anyway. A new one wakes everybody, since there may have been news meanwhile.
 */
export function listen(connectionString: string, channel: string, options: ListenOptions = {}): Signals {
  const { reconnectMs = RECONNECT_MS, pingEveryMs = PING_EVERY_MS, pingLimitMs = PING_LIMIT_MS } = options;
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  const wakeAll = () => {
    for (const key of emitter.eventNames()) emitter.emit(key);
  };
  let client: pg.Client | null = null;
  let pinging: NodeJS.Timeout | undefined;
  const ending = new AbortController();

  const connect = async () => {
    if (ending.signal.aborted) return;
    // No time limit of the session: its one statement is over at once, and the connection is silent from then on.
    const next = new MortalClient({ ...connectionOptions(connectionString, { timeoutMs: 0 }), query_timeout: pingLimitMs });
    next.on("notification", ({ payload }) => payload && emitter.emit(payload));
    next.on("error", () => {});
    next.on("end", () => {
      clearInterval(pinging);
      if (!ending.signal.aborted) setTimeout(() => void connect(), reconnectMs).unref();
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      if (client) wakeAll();
      client = next;
      pinging = setInterval(() => next.query("SELECT 1").catch(() => {}), pingEveryMs).unref();
      if (ending.signal.aborted) await next.end();
    } catch {
      await next.end().catch(() => {});
    }
  };
  void connect();

  return {
    wait(key, timeoutMs, caller) {
      // By hand, since a signal makes an error with its stack for every wait that merely ends.
      return new Promise((resolve) => {
        const over = () => {
          emitter.off(key, over);
          clearTimeout(timer);
          caller?.removeEventListener("abort", over);
          resolve();
        };
        const timer = setTimeout(over, timeoutMs);
        emitter.on(key, over);
        caller?.addEventListener("abort", over);
        if (ending.signal.aborted || caller?.aborted) over();
      });
    },
    ended: ending.signal,
    async close() {
      ending.abort();
      wakeAll();
      await client?.end().catch(() => {});
    },
  };
}
