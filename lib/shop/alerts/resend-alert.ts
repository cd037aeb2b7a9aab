import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";

/** Sends an alert once more, whether it arrived or was given up; one that waits is tried at once. Refuses one that is gone. */
export async function resendAlert(shop: Shop, id: bigint): Promise<Result<object, "gone">> {
  const at = shop.now();
  return shop.db.$transaction(async (tx) => {
    const [sent] = await tx.$queryRaw<{ event: string; channel: string }[]>`
      UPDATE alerts a SET status = 'waiting', due_at = ${at}, waiting_since = ${at}, ended_at = NULL, tries = 0
      FROM alert_channels c WHERE a.id = ${id} AND c.id = a.channel_id RETURNING a.event, c.name AS channel`;
    if (!sent) return refuse("gone");
    await recordAudit(tx, shop, { kind: "alert_resent", subject: id, name: sent.channel, after: { event: sent.event } });
    return { ok: true };
  });
}
