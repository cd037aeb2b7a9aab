import "server-only";
import { randomBytes } from "node:crypto";
import pg from "pg";
import { connectionOptions, MortalClient } from "./connection";

const RECONNECT_MS = 1_000;
/** How long an answer proves that whatever was told before the question has been heard, in ms. */
const SURE_MS = 1_000;
/** When the last proof is older than this, in ms, a question also starts the next one, without waiting for it. */
const ASK_AFTER_MS = 500;
/** How long anybody waits for a proof, in ms. */
const PATIENCE_MS = 1_000;
/** A connection that says nothing for so long is given up, in ms: longer than a busy process may take to read an answer. */
const SILENCE_MS = 5_000;

export type Hearing = {
  /** Whether all that was told until a second ago has been heard. Costs nothing, and starts a new proof before the last one is too old. */
  isSure(): boolean;
  /** The same, after asking where that is not known; false when no answer comes in time. Never throws. */
  makeSure(): Promise<boolean>;
  close(): Promise<void>;
};

type HearOptions = { reconnectMs?: number; sureMs?: number; patienceMs?: number; silenceMs?: number };

/**
 * LISTENs on `channel` for somebody who must not miss anything: `onNews` gets each payload, and null after a connection on which something
 * may have been missed. The proof that nothing was is a word of its own that comes back as news: PostgreSQL hands on all news in the order
 * of their commits, so all that were told before are there. An answer alone would prove less: a server that has become a standby, one that
 * waits for its standby in vain, and a session that a pooler put in this one's place answer too, and tell nothing. A connection that
 * does not prove itself is given up.
 */
export function hear(
  connectionString: string,
  channel: string,
  onNews: (payload: string | null) => void,
  { reconnectMs = RECONNECT_MS, sureMs = SURE_MS, patienceMs = PATIENCE_MS, silenceMs = SILENCE_MS }: HearOptions = {},
): Hearing {
  /** Nobody else listens there. */
  const own = `${channel} ${randomBytes(9).toString("base64url")}`;
  let client: pg.Client | null = null;
  let sureSince = Number.NEGATIVE_INFINITY;
  let lastWord = "";
  let asking: Promise<boolean> | null = null;
  let isOver = false;

  const connect = async () => {
    if (isOver) return;
    const next = new MortalClient({ ...connectionOptions(connectionString, { timeoutMs: 0 }), query_timeout: silenceMs });
    next.on("notification", (news) => {
      if (next !== client) return;
      if (news.channel === own) lastWord = news.payload ?? "";
      else onNews(news.payload ?? null);
    });
    next.on("error", () => {});
    next.on("end", () => {
      if (client === next) client = null;
      if (!isOver) setTimeout(() => void connect(), reconnectMs).unref();
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${pg.escapeIdentifier(channel)}; LISTEN ${pg.escapeIdentifier(own)}`);
      client = next;
      onNews(null); // whatever was told before the LISTEN
      if (isOver) await next.end();
    } catch {
      await next.end().catch(() => {});
    }
  };
  void connect();

  const ask = async (): Promise<boolean> => {
    const asked = client;
    const askedAt = performance.now();
    if (!asked) return false;
    const word = randomBytes(9).toString("base64url");
    // Its own news come to a session before the answer to what told them.
    const isHeard = await asked.query("SELECT pg_notify($1, $2)", [own, word]).then(
      () => lastWord === word,
      () => false,
    );
    if (asked !== client) return false;
    if (!isHeard) {
      void asked.end().catch(() => {});
      return false;
    }
    sureSince = askedAt;
    return true;
  };
  const prove = () => {
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  };
  const isSure = () => {
    if (!client) return false;
    const age = performance.now() - sureSince;
    if (age > Math.min(ASK_AFTER_MS, sureMs / 2)) void prove();
    return age < sureMs;
  };
  return {
    isSure,
    async makeSure() {
      return isSure() || (await inTime(prove(), patienceMs));
    },
    async close() {
      isOver = true;
      await client?.end().catch(() => {});
    },
  };
}

async function inTime(proof: Promise<boolean>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    // An answer that came while the thread was busy is read before this.
    timer = setTimeout(() => setImmediate(resolve, false), ms);
  });
  try {
    return await Promise.race([proof, late]);
  } finally {
    clearTimeout(timer);
  }
}
