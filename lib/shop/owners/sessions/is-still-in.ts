import "server-only";
import type { Tx } from "@/lib/server/db";
import type { Session } from "./session";

/**
 * Whether the session that a request came with has not been ended since: for whoever adds a way in, under the owner's lock. Whoever
 * was removed or reset meanwhile must not be left with one that was begun before.
 */
export async function isStillIn(tx: Tx, { id, owner }: Pick<Session, "id" | "owner">): Promise<boolean> {
  return (await tx.ownerSession.count({ where: { id, ownerId: owner.id } })) > 0;
}
