import "server-only";
import { hashToken, newToken } from "@/lib/server/token";
import type { Shop } from "@/lib/shop/shop";
import { SESSION_MS } from "./session";

const MAX_USER_AGENT_LENGTH = 300;

/**
 * Starts a session and deletes the owner's expired ones. Returns its token, of which only the hash is kept; null when
 * `passwordHash` is no longer the owner's: a login that raced with a change of password opens no session.
 */
export async function startSession(
  shop: Shop,
  { ownerId, passwordHash, userAgent }: { ownerId: number; passwordHash: string; userAgent: string },
): Promise<string | null> {
  const token = newToken();
  const now = shop.now();
  const expiresAt = new Date(now.getTime() + SESSION_MS);
  return shop.db.$transaction(async (tx) => {
    // FOR SHARE: a change of password waits until this session exists and can be ended, or this session waits for the change.
    const current = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM owners WHERE id = ${ownerId} AND password_hash = ${passwordHash} FOR SHARE`;
    if (current.length === 0) return null;
    await tx.ownerSession.deleteMany({ where: { ownerId, expiresAt: { lte: now } } });
    await tx.ownerSession.create({
      data: { tokenHash: hashToken(token), ownerId, createdAt: now, expiresAt, userAgent: userAgent.slice(0, MAX_USER_AGENT_LENGTH) },
    });
    return token;
  });
}
