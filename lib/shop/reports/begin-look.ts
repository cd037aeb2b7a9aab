import "server-only";
import { later } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";

/** When the worker takes up a day that was named by hand, if the look at it never ends, in ms. */
const AGAIN_MS = 3600_000;

/**
 * Notes that a day is being looked at, before anything is done, so that even a look that kills the process is counted. `checks`:
 * how many looks there were since the day last came to an end, this one included; `hasDied`: the one before never ended.
 */
export async function beginLook(shop: Shop, day: string): Promise<{ checks: number; hasDied: boolean }> {
  const at = shop.now();
  await shop.db.dayReport.createMany({
    data: [{ day, status: "waiting", dueAt: later(at, AGAIN_MS), createdAt: at }],
    skipDuplicates: true,
  });
  const [look] = await shop.db.$queryRaw<{ checks: number; hasDied: boolean }[]>`
    WITH before AS (SELECT day, started_at IS NOT NULL AS has_died FROM day_reports WHERE day = ${day} FOR UPDATE)
    UPDATE day_reports r SET checks = r.checks + 1, started_at = ${at} FROM before WHERE r.day = before.day
    RETURNING r.checks, before.has_died AS "hasDied"`;
  if (!look) throw new Error(`the report of ${day} has gone`);
  return look;
}
