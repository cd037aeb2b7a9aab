import "server-only";
import { hashToken } from "@/lib/server/token";
import type { Shop } from "@/lib/shop/shop";
import { MEMBER_SELECT } from "../owner";
import { endOfSession, type Session, TOKEN_LENGTH } from "./session";

/** A visit is written down at most so often, so that a click is not a write. */
const SEEN_EVERY_MS = 5 * 60_000;

/**
 * The session behind a cookie; null for no cookie, an unknown one, one whose time is over, and one of somebody removed. `isVisit`:
 * a person asks, and not the page by itself, so that the session counts as used.
 */
export async function findSession(shop: Shop, token: string | undefined, { isVisit = true } = {}): Promise<Session | null> {
  if (token?.length !== TOKEN_LENGTH) return null;
  const found = await shop.db.ownerSession.findUnique({
    where: { tokenHash: hashToken(token) },
    select: {
      ...{ id: true, deviceId: true, confirmedAt: true, createdAt: true, seenAt: true, expiresAt: true },
      owner: { select: { ...MEMBER_SELECT, removedAt: true } },
    },
  });
  if (!found || found.owner.removedAt) return null;
  const now = shop.now();
  // Both ends anew, since the configuration may have become stricter.
  if (found.expiresAt <= now || endOfSession(shop, found.createdAt, found.seenAt) <= now) return null;
  const { createdAt, seenAt, expiresAt, owner: ownerRow, ...session } = found;
  const { removedAt: _, ...owner } = ownerRow;
  // updateMany: a session that was ended meanwhile stays ended, without an error.
  if (isVisit && now.getTime() - seenAt.getTime() >= SEEN_EVERY_MS)
    await shop.db.ownerSession.updateMany({
      where: { id: session.id, expiresAt: { gt: now } },
      data: { seenAt: now, expiresAt: endOfSession(shop, createdAt, now) },
    });
  return { ...session, owner };
}
