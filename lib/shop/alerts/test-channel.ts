import "server-only";
import type { Outside } from "@/lib/server/outside";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { openAccess } from "./channels/access";
import { hurry } from "./channels/save-channel";
import { outsideOf } from "./due-channels";
import type { Fact } from "./send/fact";
import { sendMessage } from "./send/send-message";
import { text } from "./send/text";

type Tested = Result<object, { ok: false; reason: "gone" } | { ok: false; reason: "not_sent"; problem: string }>;

/**
 * Sends a message that tells of nothing, at once. A channel that was stopped goes on when it arrives. Refuses a channel that is gone,
 * and says why where the message did not arrive.
 */
export async function testChannel(shop: Shop, id: string, way: Outside = outsideOf(shop.config)): Promise<Tested> {
  const channel = await shop.db.alertChannel.findUnique({ where: { id }, select: { sealed: true } });
  if (!channel) return refuse("gone");
  const access = openAccess(shop, id, channel.sealed);
  if (!access) return refuse("not_sent", { problem: "locked" });
  const profile = await shop.db.shopProfile.findUnique({ where: { id: 1 }, select: { name: true } });
  const { shopUrl, alertsToLoopback } = shop.config;
  const message = { shopName: profile?.name || text.shop, shopUrl, facts: [testFact(shop.now())] as [Fact] };
  const outcome = await sendMessage(access, message, { outside: way, now: shop.now(), alertsToLoopback });
  if (outcome.kind !== "sent") return refuse("not_sent", { problem: outcome.problem });
  await takeUp(shop, id);
  return { ok: true };
}

async function takeUp({ db, now }: Shop, id: string): Promise<void> {
  const at = now();
  await db.$transaction(async (tx) => {
    await tx.alertChannel.updateMany({ where: { id }, data: { sentAt: at, problem: null } });
    const { count } = await tx.alertChannel.updateMany({ where: { id, status: "stopped" }, data: { status: "active", dueAt: at } });
    if (count > 0) await hurry(tx, id, at);
  });
}

function testFact(at: Date): Fact {
  return {
    ...{ id: "test", event: "test", head: text.test.head, orderNo: null, amountFen: null, goods: [] },
    ...{ note: text.test.note, path: "/admin/alerts", at },
  };
}
