import "server-only";
import type { Tx } from "@/lib/server/db";
import type { Outside } from "@/lib/server/outside";
import { later } from "@/lib/shop/due/review-due";
import { countAlert } from "@/lib/shop/metrics";
import type { Shop } from "@/lib/shop/shop";
import { afterFailure, paceOf, restOf, spendsTry } from "./back-off";
import { openAccess } from "./channels/access";
import { endAsGone, GIVE_UP_MS } from "./end-alerts";
import { readFacts } from "./read-facts";
import type { Fact } from "./send/fact";
import type { Outcome } from "./send/outcome";
import { sendMessage } from "./send/send-message";
import { text } from "./send/text";

/** So many alerts go into one message; the rest goes with the next one. */
const MOST_AT_ONCE = 200;

/** All that was due is too old to be told, and about to be ended. */
const NOTHING_LEFT_MS = 30_000;

type Waiting = { id: bigint; event: string; about: string; createdAt: Date; waitingSince: Date; tries: number };
type Around = { way: Outside; random: () => number };

/**
 * Sends what waits for a channel, as one message, and writes down what came of it. A worker that dies between the two leaves the
 * alerts waiting, so that they are sent once more: services have no way to be asked whether they took a message.
 * @returns when the channel may be used next
 */
export async function tellThrough(shop: Shop, channelId: string, { way, random }: Around): Promise<Date> {
  const channel = await shop.db.alertChannel.findUnique({ where: { id: channelId } });
  if (channel?.status !== "active") return shop.now();
  const waiting = await readWaiting(shop, channelId);
  const facts = await readFacts(shop, waiting);
  await endAsGone(
    shop,
    waiting.flatMap(({ id }) => (facts.has(id) ? [] : [id])),
  );
  const [first, ...others] = [...facts.values()];
  if (!first) return later(shop.now(), NOTHING_LEFT_MS);
  const sent = waiting.filter(({ id }) => facts.has(id));
  const told = await send(shop, channel, [first, ...others], way);
  const outcome = told.kind === "busy" ? { ...told, afterMs: restOf(channel.kind, told.afterMs) } : told;
  countAlert(channel.kind, outcome.kind);
  const at = shop.now();
  await shop.db.$transaction((tx) => keep(tx, { channelId, sent, outcome, at, random }));
  if (outcome.kind !== "sent") shop.log.warn({ channel: channel.name, ...outcome, alerts: sent.length }, "an alert did not arrive");
  return later(at, outcome.kind === "busy" ? outcome.afterMs : paceOf(channel.kind));
}

/** What has failed waits for its own time: one message that a service will not take holds up no other. */
function readWaiting({ db, now }: Shop, channelId: string): Promise<Waiting[]> {
  return db.alert.findMany({
    where: { channelId, status: "waiting", dueAt: { lte: now() }, waitingSince: { gt: new Date(now().getTime() - GIVE_UP_MS) } },
    select: { id: true, event: true, about: true, createdAt: true, waitingSince: true, tries: true },
    orderBy: { id: "asc" },
    take: MOST_AT_ONCE,
  });
}

async function send(shop: Shop, { id, sealed }: { id: string; sealed: string }, facts: [Fact, ...Fact[]], way: Outside): Promise<Outcome> {
  const access = openAccess(shop, id, sealed);
  if (!access) return { kind: "dead", problem: "locked" };
  const profile = await shop.db.shopProfile.findUnique({ where: { id: 1 }, select: { name: true } });
  const { shopUrl, alertsToLoopback } = shop.config;
  const message = { shopName: profile?.name || text.shop, shopUrl, facts };
  return sendMessage(access, message, { outside: way, now: shop.now(), alertsToLoopback });
}

type Kept = { channelId: string; sent: readonly Waiting[]; outcome: Outcome; at: Date; random: () => number };

/** An alert that the owner has dealt with meanwhile (its channel was deleted) is no longer there, and stays so. */
async function keep(tx: Tx, { channelId, sent, outcome, at, random }: Kept): Promise<void> {
  const ids = sent.map(({ id }) => id);
  if (outcome.kind === "sent") {
    await tx.$executeRaw`
      UPDATE alerts SET status = 'sent', due_at = NULL, ended_at = ${at}, tries = tries + 1, problem = NULL
      WHERE id = ANY(${ids}) AND status = 'waiting'`;
    await tx.alertChannel.updateMany({ where: { id: channelId }, data: { sentAt: at, problem: null } });
    return;
  }
  const { kind, problem } = outcome;
  const spent = sent.map(({ waitingSince }) => kind !== "busy" || spendsTry(at.getTime() - waitingSince.getTime()));
  const restMs = kind === "busy" ? outcome.afterMs : 0;
  const dueAt = sent.map(({ tries }, index) => later(at, spent[index] ? Math.max(restMs, afterFailure(tries, random)) : restMs));
  await tx.$executeRaw`
    UPDATE alerts a SET due_at = it.due_at, tries = a.tries + it.spent::int, problem = ${problem}
    FROM unnest(${ids}::bigint[], ${dueAt}::timestamptz[], ${spent}::boolean[]) AS it (id, due_at, spent) WHERE a.id = it.id AND a.status = 'waiting'`;
  await tx.alertChannel.updateMany({
    where: { id: channelId, status: "active" },
    data: { problem, ...(kind === "dead" && { status: "stopped" }) },
  });
}
