import "server-only";
import type { Tx } from "@/lib/server/db";
import { hashToken, newToken } from "@/lib/server/token";

/**
 * Gives a session a new token, so that whoever copied the old one has nothing, and notes that the owner has just given a password
 * or a passkey in it. Returns the token for its cookie; null when the session has ended meanwhile.
 */
export async function rotateSession(tx: Pick<Tx, "ownerSession">, sessionId: bigint, now: Date): Promise<string | null> {
  const token = newToken();
  const { count } = await tx.ownerSession.updateMany({
    where: { id: sessionId, expiresAt: { gt: now } },
    data: { tokenHash: hashToken(token), confirmedAt: now },
  });
  return count === 1 ? token : null;
}
