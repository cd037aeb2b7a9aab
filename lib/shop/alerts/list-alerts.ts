import "server-only";
import type { Shop } from "@/lib/shop/shop";
import type { Channel, ChannelKind, ChannelStatus } from "./channels/channel";
import { GIVE_UP_MS } from "./end-alerts";
import type { AlertEvent } from "./outbox/alert-event";
import { readFacts } from "./read-facts";

const PAGE_SIZE = 30;

/** All channels, the oldest first; nothing of what opens them. */
export async function listChannels({ db }: Pick<Shop, "db">): Promise<Channel[]> {
  const [channels, waiting] = await Promise.all([
    db.alertChannel.findMany({
      select: { id: true, kind: true, name: true, target: true, events: true, status: true, problem: true, sentAt: true },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    }),
    db.alert.groupBy({ by: ["channelId"], where: { status: "waiting" }, _count: true }),
  ]);
  const countOf = new Map(waiting.map(({ channelId, _count }) => [channelId, _count]));
  return channels.map(({ kind, status, events, ...row }) => ({
    ...{ ...row, kind: kind as ChannelKind, status: status as ChannelStatus, events: events as AlertEvent[] },
    waiting: countOf.get(row.id) ?? 0,
  }));
}

/** Of a line: `head`, `amountFen` and `path` are empty where what it tells of is gone. */
export type AlertLine = {
  id: bigint;
  event: AlertEvent;
  status: "waiting" | "sent" | "failed";
  channel: string;
  head: string;
  amountFen: number | null;
  path: string | null;
  tries: number;
  problem: string | null;
  dueAt: Date | null;
  createdAt: Date;
  endedAt: Date | null;
};

/** A page of what was sent and what waits, the newest first. `before` is where the page before ended. */
export async function listAlerts(shop: Shop, { before }: { before?: bigint } = {}): Promise<{ alerts: AlertLine[]; next: bigint | null }> {
  const [found, channels] = await Promise.all([
    shop.db.alert.findMany({
      where: before === undefined ? {} : { id: { lt: before } },
      orderBy: { id: "desc" },
      take: PAGE_SIZE + 1,
    }),
    shop.db.alertChannel.findMany({ select: { id: true, name: true } }),
  ]);
  const rows = found.slice(0, PAGE_SIZE);
  const facts = await readFacts(shop, rows);
  const nameOf = new Map(channels.map(({ id, name }) => [id, name]));
  const alerts = rows.map(({ id, event, status, channelId, tries, problem, dueAt, createdAt, endedAt }) => {
    const fact = facts.get(id);
    return {
      ...{ id, event: event as AlertEvent, status: status as AlertLine["status"], channel: nameOf.get(channelId) ?? "" },
      ...{ head: fact?.head ?? "", amountFen: fact?.amountFen ?? null, path: fact?.path ?? null },
      ...{ tries, problem, dueAt, createdAt, endedAt },
    };
  });
  return { alerts, next: found.length > PAGE_SIZE ? (rows.at(-1)?.id ?? null) : null };
}

/** What the owner must see on every page: channels that were stopped, and how many alerts of the last day did not arrive. */
export async function readAlertTrouble({ db, now }: Pick<Shop, "db" | "now">): Promise<{ stopped: string[]; failed: number }> {
  const since = new Date(now().getTime() - GIVE_UP_MS);
  const [stopped, failed] = await Promise.all([
    db.alertChannel.findMany({ where: { status: "stopped" }, select: { name: true }, orderBy: { createdAt: "asc" } }),
    db.alert.count({ where: { endedAt: { gt: since }, status: "failed", problem: { not: "gone" } } }),
  ]);
  return { stopped: stopped.map(({ name }) => name), failed };
}
