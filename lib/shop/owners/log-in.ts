import "server-only";
import { visitorKey } from "@/lib/server/address";
import { limit } from "@/lib/server/rate-limit";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { endSession } from "./end-session";
import { NOBODYS_HASH, verifyPassword } from "./password";
import { startSession } from "./start-session";

/**
 * Tries in ten minutes. One address uses up its budget long before a login's, so that a single attacker cannot lock the owner
 * out, and no lock lasts longer than its window. `all` limits what hashing may cost this machine.
 */
export const LOGIN_LIMITS = {
  ip: { points: 20, perSeconds: 600 },
  login: { points: 60, perSeconds: 600 },
  all: { points: 300, perSeconds: 600 },
};

type Credentials = { login: string; password: string; ip: string; userAgent: string; previousToken?: string | undefined };

/**
 * Opens a session under a new token, whatever token the browser sent (no session fixation), and ends its previous session.
 * An unknown login and a wrong password get the same answer after the same work. Refuses too many tries.
 */
export async function logIn(
  shop: Shop,
  { login, password, ip, userAgent, previousToken }: Credentials,
): Promise<Result<{ token: string }, "wrong" | Refusal<"limited", { retryAfterS: number }>>> {
  const retryAfterS = await spendTry(shop, ip, login);
  if (retryAfterS > 0) return refuse("limited", { retryAfterS });
  const owner = await shop.db.owner.findUnique({ where: { login }, select: { id: true, passwordHash: true } });
  const isRight = await verifyPassword(password, owner?.passwordHash ?? NOBODYS_HASH);
  const token = owner && isRight ? await startSession(shop, { ownerId: owner.id, passwordHash: owner.passwordHash, userAgent }) : null;
  if (!token) {
    shop.log.warn({ ip }, "a login was refused");
    return refuse("wrong");
  }
  await endSession(shop, previousToken);
  return { ok: true, token };
}

/** Takes a try from each budget before anything is hashed. Returns the seconds to wait when one is used up, else 0. */
async function spendTry(shop: Shop, ip: string, login: string): Promise<number> {
  const byIp = await limit(shop.pool, "login-ip", visitorKey(ip), LOGIN_LIMITS.ip);
  if (!byIp.ok) return byIp.retryAfterS;
  const byLogin = await limit(shop.pool, "login", login, LOGIN_LIMITS.login);
  if (!byLogin.ok) return byLogin.retryAfterS;
  const inAll = await limit(shop.pool, "login-all", "all", LOGIN_LIMITS.all);
  return inAll.ok ? 0 : inAll.retryAfterS;
}
