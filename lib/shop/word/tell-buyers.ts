import "server-only";
import type { Outside } from "@/lib/server/outside";
import { afterFailure, restOf, spendsTry } from "@/lib/shop/alerts/back-off";
import { GIVE_UP_MS } from "@/lib/shop/alerts/end-alerts";
import { later } from "@/lib/shop/due/review-due";
import { countWord } from "@/lib/shop/metrics";
import type { Shop } from "@/lib/shop/shop";
import { openWordAccess } from "./channels/word-access";
import type { WordAccess } from "./channels/word-channel";
import { type QueuedWord, readWord } from "./read-word";
import { sendWord } from "./send/send-word";
import type { WordOutcome } from "./send/word-outcome";

/** So many words go one after the other, and for so long, before the lease of their channel is looked at again. */
const MOST_AT_ONCE = 10;
const LONGEST_MS = 25_000;
/** Between two rounds, and after a round that met a channel which does not answer, in ms. */
const PACE_MS = 1_000;
const TROUBLE_MS = 30_000;

type Waiting = QueuedWord & { waitingSince: Date; tries: number };
type Around = { way: Outside; random: () => number };

/**
 * Sends the words that wait for a channel, each to its own buyer, and writes down what came of each before the next one goes. A worker that dies
 * in between leaves one word waiting that may have arrived, so that this one is sent once more. What is about one buyer holds up no other.
 * @returns when the channel may be used next
 */
export async function tellBuyers(shop: Shop, channelId: string, { way, random }: Around): Promise<Date> {
  const channel = await shop.db.wordChannel.findUnique({ where: { id: channelId } });
  if (channel?.status !== "active") return shop.now();
  const access = openWordAccess(shop, channelId, channel.sealed);
  if (!access) {
    await stop(shop, channelId, "locked");
    return shop.now();
  }
  const endsAt = later(shop.now(), LONGEST_MS);
  for (const word of await readWaiting(shop, channel.medium)) {
    if (shop.now() >= endsAt) break;
    const restMs = await tellOne(shop, { channelId, access, word, way, random });
    if (restMs !== null) return later(shop.now(), restMs);
  }
  return later(shop.now(), PACE_MS);
}

/** What has failed waits for its own time. */
function readWaiting({ db, now }: Shop, medium: string): Promise<Waiting[]> {
  return db.buyerWord.findMany({
    where: { medium, status: "waiting", dueAt: { lte: now() }, waitingSince: { gt: new Date(now().getTime() - GIVE_UP_MS) } },
    select: { id: true, orderId: true, medium: true, event: true, subject: true, amountFen: true, waitingSince: true, tries: true },
    orderBy: { id: "asc" },
    take: MOST_AT_ONCE,
  });
}

type Telling = { channelId: string; access: WordAccess; word: Waiting } & Around;

/** @returns for how long the channel is to be left alone, in ms; null: the next word may go */
async function tellOne(shop: Shop, { channelId, access, word, way, random }: Telling): Promise<number | null> {
  const read = await readWord(shop, word);
  if (typeof read === "string") {
    await end(shop, word.id, { status: "failed", problem: read, tries: word.tries });
    return null;
  }
  const { alertsToLoopback } = shop.config;
  const outcome = await sendWord(access, read, { outside: way, now: shop.now(), alertsToLoopback });
  countWord(word.medium, outcome.kind);
  if (outcome.kind !== "sent") shop.log.warn({ medium: word.medium, word: String(word.id), ...outcome }, "a word did not reach its buyer");
  return keep(shop, { channelId, word, sentTo: read.sentTo, outcome, random, kind: access.kind });
}

type Kept = { channelId: string; word: Waiting; sentTo: string; outcome: WordOutcome; random: () => number; kind: WordAccess["kind"] };

async function keep(shop: Shop, { channelId, word, sentTo, outcome, random, kind }: Kept): Promise<number | null> {
  const { db } = shop;
  const at = shop.now();
  const tries = word.tries + 1;
  switch (outcome.kind) {
    case "sent":
      await end(shop, word.id, { status: "sent", problem: null, tries, sentTo });
      await db.wordChannel.updateMany({ where: { id: channelId }, data: { sentAt: at, problem: null } });
      return null;
    case "refused":
      await end(shop, word.id, { status: "failed", problem: outcome.problem, tries });
      return null;
    case "later":
      await again(shop, word, { dueAt: later(at, afterFailure(word.tries, random)), problem: outcome.problem, tries });
      return null;
    case "busy": {
      const restMs = restOf(kind, outcome.afterMs);
      const isSpent = spendsTry(at.getTime() - word.waitingSince.getTime());
      const dueAt = later(at, isSpent ? Math.max(restMs, afterFailure(word.tries, random)) : restMs);
      await again(shop, word, { dueAt, problem: outcome.problem, tries: isSpent ? tries : word.tries });
      await db.wordChannel.updateMany({ where: { id: channelId }, data: { problem: outcome.problem } });
      return restMs;
    }
    case "failed":
      await again(shop, word, { dueAt: later(at, afterFailure(word.tries, random)), problem: outcome.problem, tries });
      await db.wordChannel.updateMany({ where: { id: channelId }, data: { problem: outcome.problem } });
      return word.tries === 0 ? afterFailure(0, random) : TROUBLE_MS;
    case "dead":
      await again(shop, word, { dueAt: later(at, afterFailure(word.tries, random)), problem: outcome.problem, tries });
      await stop(shop, channelId, outcome.problem);
      return PACE_MS;
  }
}

async function stop({ db }: Shop, id: string, problem: string): Promise<void> {
  await db.wordChannel.updateMany({ where: { id, status: "active" }, data: { status: "stopped", problem } });
}

/** One that was given up meanwhile (its channel was deleted) stays so. */
async function end(
  { db, now }: Shop,
  id: bigint,
  ended: { status: "sent" | "failed"; problem: string | null; tries: number; sentTo?: string },
): Promise<void> {
  await db.buyerWord.updateMany({ where: { id, status: "waiting" }, data: { ...ended, dueAt: null, endedAt: now() } });
}

async function again({ db }: Shop, { id }: Waiting, data: { dueAt: Date; problem: string; tries: number }): Promise<void> {
  await db.buyerWord.updateMany({ where: { id, status: "waiting" }, data });
}
