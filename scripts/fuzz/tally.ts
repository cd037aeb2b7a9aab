import { maxHeaderSize } from "node:http";
import type { Forgery } from "./forge";
import type { Genuine } from "./message";
import type { Reply } from "./send";

export type Tally = {
  sent: number;
  forged: number;
  /** Genuine by their contents, and of those which the shop took. */
  genuine: number;
  taken: number;
  statuses: Map<number, number>;
  changes: Map<string, number>;
  wrong: Wrong[];
  slowestMs: number;
};

/** What must not happen, with what is needed to make it once more. */
export type Wrong = { what: string; index: number; changes: string[]; text: string; reply: Reply };

export function newTally(): Tally {
  return { sent: 0, forged: 0, genuine: 0, taken: 0, statuses: new Map(), changes: new Map(), wrong: [], slowestMs: 0 };
}

/** A head that is longer no server reads to its end: it says 431 and hangs up, of which who still writes may only see the latter. */
const MOST_HEAD_BYTES = maxHeaderSize;

type Counted = { index: number; forgery: Forgery; whose: Genuine | null; reply: Reply };

/** Counts one message with what the shop said to it; what must not happen is given back. */
export function count(tally: Tally, { index, forgery, whose, reply }: Counted): Wrong | null {
  const { sent, from, changes } = forgery;
  const add = <Key>(counts: Map<Key, number>, key: Key) => counts.set(key, (counts.get(key) ?? 0) + 1);
  tally.sent += 1;
  tally.slowestMs = Math.max(tally.slowestMs, reply.ms);
  add(tally.statuses, reply.status);
  for (const change of changes.length > 0 ? changes : ["none"]) add(tally.changes, change);
  const isTaken = sent.endpoint === "return" ? /\/orders\/\d/.test(reply.location) : reply.status === 200 && reply.body === "success";
  if (whose) {
    tally.genuine += 1;
    if (isTaken) tally.taken += 1;
  } else tally.forged += 1;
  const isCut = sent.framing === "cut" || sent.query.length > MOST_HEAD_BYTES;
  const what = wrongWith({ isTaken, whose, reply, isCut });
  if (!what) return null;
  const text = `${sent.method} /api/alipay/${sent.endpoint}?${sent.query}\n${JSON.stringify(sent.headers)}\n\n${sent.body.toString("latin1").slice(0, 4_000)}`;
  const wrong = { what, index, changes: [from.name, ...changes], text, reply };
  tally.wrong.push(wrong);
  return wrong;
}

/** A wrong answer in a line. */
export function lineOf({ what, index, changes, reply }: Wrong): string {
  return `${what}: message ${index} (${changes.join(", ")}), after ${Math.round(reply.ms)} ms: ${reply.status} ${reply.body.slice(0, 80)}`;
}

type Outcome = { isTaken: boolean; whose: Genuine | null; reply: Reply; isCut: boolean };

function wrongWith({ isTaken, whose, reply, isCut }: Outcome): string | null {
  if (isTaken && !whose) return "a forgery was taken";
  if (reply.status >= 500) return `answered ${reply.status}`;
  return reply.status === 0 && !isCut ? "not answered" : null;
}
