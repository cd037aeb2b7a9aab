import "server-only";
import { GIVE_UP_MS } from "@/lib/shop/alerts/end-alerts";
import type { Shop } from "@/lib/shop/shop";

/**
 * Gives up what has waited for a day, whatever its channel did meanwhile: old news of an order would only alarm its buyer. So it does with what
 * was written while somebody deleted its channel.
 * @returns how many
 */
export async function endOldWords({ db, now, log }: Shop): Promise<number> {
  const at = now();
  const ended = await db.$executeRaw`
    UPDATE buyer_words w SET status = 'failed', due_at = NULL, ended_at = ${at},
      problem = CASE WHEN waiting_since <= ${new Date(at.getTime() - GIVE_UP_MS)} THEN COALESCE(problem, 'waited') ELSE 'no_channel' END
    WHERE status = 'waiting' AND (waiting_since <= ${new Date(at.getTime() - GIVE_UP_MS)}
      OR NOT EXISTS (SELECT 1 FROM word_channels c WHERE c.medium = w.medium))`;
  if (ended > 0) log.warn({ words: ended }, "words to buyers were given up");
  return ended;
}
