import "server-only";
import { hashToken } from "@/lib/server/token";
import type { Shop } from "@/lib/shop/shop";
import type { Owner } from "./owner";
import { SESSION_MS } from "./session";

/** A session is written back at most once an hour, so that a click is not a write. */
const SLIDE_EVERY_MS = 3600_000;

/** The owner behind a session cookie, for seven days from its last use; null for no cookie, an expired or an unknown one. */
export async function findSession(shop: Shop, token: string | undefined): Promise<Owner | null> {
  if (token?.length !== 43) return null;
  const tokenHash = hashToken(token);
  const session = await shop.db.ownerSession.findUnique({
    where: { tokenHash },
    select: { expiresAt: true, owner: { select: { id: true, login: true } } },
  });
  const now = shop.now();
  if (!session || session.expiresAt <= now) return null;
  const expiresAt = new Date(now.getTime() + SESSION_MS);
  // updateMany: a session that was ended meanwhile stays ended, without an error.
  if (expiresAt.getTime() - session.expiresAt.getTime() > SLIDE_EVERY_MS)
    await shop.db.ownerSession.updateMany({ where: { tokenHash, expiresAt: { gt: now } }, data: { expiresAt } });
  return session.owner;
}
