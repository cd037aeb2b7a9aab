import "server-only";
import { visitorKey } from "@/lib/server/address";
import { limit } from "@/lib/server/rate-limit";
import type { Shop } from "@/lib/shop/shop";

const WINDOW_S = 600;
/** In six digits with a tolerance of a step each way, so many tries an hour find a code within years, not days. */
const SECOND_STEP = { points: 10, perSeconds: 3600 };

type Budget = { name: string; key: string; points: number; perSeconds: number };

/**
 * Takes a try at a password before anything is hashed. Returns the seconds to wait when a budget is used up, else 0.
 * A browser that logged in before as this owner has a budget of its own, so that whatever strangers do, the owner gets in there.
 * For all others one address uses up its budget long before a login's, and `all` bounds what hashing may cost this machine.
 */
export function spendLoginTry(
  shop: Shop,
  { ip, login, deviceId }: { ip: string; login: string; deviceId: bigint | null },
): Promise<number> {
  const tries = shop.config.ownerAccess.loginTries;
  if (deviceId !== null) return spend(shop, [{ name: "login-device", key: String(deviceId), points: tries, perSeconds: WINDOW_S }]);
  return spend(shop, [
    { name: "login-ip", key: visitorKey(ip), points: tries, perSeconds: WINDOW_S },
    { name: "login", key: login, points: 3 * tries, perSeconds: WINDOW_S },
    { name: "login-all", key: "all", points: 15 * tries, perSeconds: WINDOW_S },
  ]);
}

/** The same for an answer of a passkey, which nobody can guess: only what verifying costs is bounded. */
export function spendPasskeyTry(shop: Shop, ip: string): Promise<number> {
  return spend(shop, [{ name: "passkey-ip", key: visitorKey(ip), points: shop.config.ownerAccess.loginTries, perSeconds: WINDOW_S }]);
}

/** The same for the second step, where the password was right already. */
export function spendSecondTry(shop: Shop, { ownerId, deviceId }: { ownerId: number; deviceId: bigint | null }): Promise<number> {
  const tries = shop.config.ownerAccess.loginTries;
  if (deviceId !== null) return spend(shop, [{ name: "second-device", key: String(deviceId), points: tries, perSeconds: WINDOW_S }]);
  return spend(shop, [{ name: "second-step", key: String(ownerId), ...SECOND_STEP }]);
}

/** The same for a password that a logged-in browser is asked for. Counted for the session, so that none locks out another. */
export function spendConfirmTry(shop: Shop, sessionId: bigint): Promise<number> {
  return spend(shop, [{ name: "confirm", key: String(sessionId), points: 10, perSeconds: WINDOW_S }]);
}

/** Who goes on beyond a budget is answered late. */
async function spend(shop: Shop, budgets: Budget[]): Promise<number> {
  for (const { name, key, ...budget } of budgets) {
    const { ok, retryAfterS } = await limit(shop.pool, name, key, budget);
    if (ok) continue;
    await logSeldom(shop, name, "tries at the owner's login are used up");
    await shop.slowDown();
    return retryAfterS;
  }
  return 0;
}

/** One line a minute, however many requests cause it and wherever they arrive. */
export async function logSeldom(shop: Shop, about: string, message: string): Promise<void> {
  const isFirst = await limit(shop.pool, "log", about, { points: 1, perSeconds: 60 });
  if (isFirst.ok) shop.log.warn({ about }, message);
}
