import "server-only";
import type { Shop } from "@/lib/shop/shop";

/** An alert that has waited for longer is news to nobody, in ms. */
export const GIVE_UP_MS = 24 * 3600_000;

/**
 * Gives up what has waited for a day, whatever its channel did meanwhile: each alert ends, and the owner sees which did not arrive.
 * What was written while somebody deleted its channel goes as the rest of that channel did.
 * @returns how many
 */
export async function endOldAlerts({ db, now, log }: Shop): Promise<number> {
  const at = now();
  await db.$executeRaw`
    DELETE FROM alerts a WHERE a.status <> 'sent' AND NOT EXISTS (SELECT 1 FROM alert_channels c WHERE c.id = a.channel_id)`;
  const ended = await db.$executeRaw`
    UPDATE alerts SET status = 'failed', due_at = NULL, ended_at = ${at}, problem = COALESCE(problem, 'waited')
    WHERE status = 'waiting' AND waiting_since <= ${new Date(at.getTime() - GIVE_UP_MS)}`;
  if (ended > 0) log.error({ alerts: ended }, "alerts did not arrive within a day");
  return ended;
}

/** Ends alerts of what is not there any more. */
export async function endAsGone({ db, now }: Shop, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return;
  await db.alert.updateMany({
    where: { id: { in: [...ids] }, status: "waiting" },
    data: { status: "failed", dueAt: null, endedAt: now(), problem: "gone" },
  });
}
