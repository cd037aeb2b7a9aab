import "server-only";
import { later } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { checkInvariants } from "./check-invariants";
import type { Check } from "./invariant";

/** In the table of settings: when the last check was begun, and what the last one found. */
const BEGUN_KEY = "invariants_begun";
const FOUND_KEY = "invariants_found";

/**
 * Checks the shop unless anybody did within the last `everyMs`, whichever instance it was, and keeps what was found for all of
 * them. An instance that dies over it is only waited for that long.
 * @returns null when it was not this one's turn
 */
export async function checkInTurn(shop: Shop, everyMs: number): Promise<Check | null> {
  const at = shop.now();
  // A time in the future is of a clock that was put back since.
  const taken = await shop.db.$executeRaw`
    INSERT INTO settings (key, value) VALUES (${BEGUN_KEY}, ${at.toISOString()}) ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value
    WHERE settings.value::timestamptz <= ${later(at, -everyMs)} OR settings.value::timestamptz > ${at}`;
  if (taken === 0) return null;
  const check = await checkInvariants(shop);
  for (const { code, count, examples } of check.broken) shop.log.error({ code, count, examples }, "an invariant of the shop is broken");
  const value = JSON.stringify(check);
  await shop.db.setting.upsert({ where: { key: FOUND_KEY }, create: { key: FOUND_KEY, value }, update: { value } });
  return check;
}

/** What the last check of any instance found; null before the first. */
export async function readLastCheck(shop: Shop): Promise<Check | null> {
  const found = await shop.db.setting.findUnique({ where: { key: FOUND_KEY } });
  if (!found) return null;
  const check = JSON.parse(found.value) as Check;
  return { ...check, checkedAt: new Date(check.checkedAt) };
}
