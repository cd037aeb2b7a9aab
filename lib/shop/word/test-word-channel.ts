import "server-only";
import type { Outside } from "@/lib/server/outside";
import { type Result, refuse } from "@/lib/server/result";
import { toLine } from "@/lib/server/typed-text";
import { outsideOf } from "@/lib/shop/alerts/due-channels";
import type { Shop } from "@/lib/shop/shop";
import { hurryWords } from "./channels/save-word-channel";
import { openWordAccess } from "./channels/word-access";
import type { WordEvent } from "./outbox/word-event";
import { sendWord } from "./send/send-word";
import { sampleFact } from "./send/word-fact";
import { wordText } from "./send/word-text";

type Tested = Result<object, { ok: false; reason: "gone" } | { ok: false; reason: "not_sent"; problem: string }>;

/**
 * Sends a word that tells of no order to an address, or for an SMS a number, of the owner's own, at once. A way that was stopped goes on when it
 * arrives. Refuses a way that is gone, and says why where the word did not arrive.
 */
export async function testWordChannel(
  shop: Shop,
  { id, to }: { id: string; to: string },
  way: Outside = outsideOf(shop.config),
): Promise<Tested> {
  const channel = await shop.db.wordChannel.findUnique({ where: { id }, select: { sealed: true, events: true } });
  if (!channel) return refuse("gone");
  const access = openWordAccess(shop, id, channel.sealed);
  if (!access) return refuse("not_sent", { problem: "locked" });
  const profile = await shop.db.shopProfile.findUnique({ where: { id: 1 }, select: { name: true } });
  const { shopUrl, alertsToLoopback } = shop.config;
  const event = (channel.events[0] ?? "paid") as WordEvent;
  const fact = sampleFact(event, { shopName: toLine(profile?.name ?? "") || wordText["zh-CN"].shop, shopUrl });
  const outcome = await sendWord(access, { to, fact }, { outside: way, now: shop.now(), alertsToLoopback });
  if (outcome.kind !== "sent") return refuse("not_sent", { problem: outcome.problem });
  await takeUp(shop, id);
  return { ok: true };
}

async function takeUp({ db, now }: Shop, id: string): Promise<void> {
  const at = now();
  await db.$transaction(async (tx) => {
    await tx.wordChannel.updateMany({ where: { id }, data: { sentAt: at, problem: null } });
    const [revived] = await tx.wordChannel.updateManyAndReturn({
      where: { id, status: "stopped" },
      data: { status: "active", dueAt: at },
      select: { medium: true },
    });
    if (revived) await hurryWords(tx, revived.medium, at);
  });
}
