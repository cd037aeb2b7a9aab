import "server-only";
import type { Shop } from "@/lib/shop/shop";
import type { Medium, WordEvent } from "../outbox/word-event";
import type { WordChannelKind, WordChannelStatus } from "./word-channel";

export type WordChannel = {
  id: string;
  medium: Medium;
  kind: WordChannelKind;
  target: string;
  events: WordEvent[];
  status: WordChannelStatus;
  problem: string | null;
  sentAt: Date | null;
  /** How many words wait for it, and how many of the last thirty days were sent or did not arrive. */
  waiting: number;
  sent: number;
  failed: number;
};

const COUNTED_MS = 30 * 24 * 3600_000;

/** The ways by which buyers are told, mails first; nothing of what opens them. */
export async function listWordChannels({ db, now }: Pick<Shop, "db" | "now">): Promise<WordChannel[]> {
  const since = new Date(now().getTime() - COUNTED_MS);
  const [channels, counts] = await Promise.all([
    db.wordChannel.findMany({
      select: { id: true, medium: true, kind: true, target: true, events: true, status: true, problem: true, sentAt: true },
      orderBy: { medium: "asc" },
    }),
    db.buyerWord.groupBy({ by: ["medium", "status"], where: { OR: [{ endedAt: null }, { endedAt: { gt: since } }] }, _count: true }),
  ]);
  const count = (medium: string, status: string) => counts.find((one) => one.medium === medium && one.status === status)?._count ?? 0;
  return channels.map(({ medium, kind, status, events, ...row }) => ({
    ...row,
    medium: medium as Medium,
    kind: kind as WordChannelKind,
    status: status as WordChannelStatus,
    events: events as WordEvent[],
    ...{ waiting: count(medium, "waiting"), sent: count(medium, "sent"), failed: count(medium, "failed") },
  }));
}

/** What buyers are told of by each way that works; null for a way that the owner does not offer now. */
export type Offers = Record<Medium, readonly WordEvent[] | null>;

/** What shoppers may be offered: a way that is paused, stopped or tells of nothing promises nothing. */
export async function readOffers({ db }: Pick<Shop, "db">): Promise<Offers> {
  const channels = await db.wordChannel.findMany({ where: { status: "active" }, select: { medium: true, events: true } });
  const of = (medium: Medium) => {
    const events = channels.find((channel) => channel.medium === medium)?.events ?? [];
    return events.length > 0 ? (events as WordEvent[]) : null;
  };
  return { email: of("email"), sms: of("sms") };
}

/** The ways to buyers that were stopped, since their key is not taken any more. */
export async function readStoppedWays({ db }: Pick<Shop, "db">): Promise<Medium[]> {
  const stopped = await db.wordChannel.findMany({ where: { status: "stopped" }, select: { medium: true }, orderBy: { medium: "asc" } });
  return stopped.map(({ medium }) => medium as Medium);
}
