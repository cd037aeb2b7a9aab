import "server-only";
import type { Tx } from "@/lib/server/db";

/**
 * Locks an owner until the transaction ends. Whoever changes a password or a second factor holds this lock, so that a login
 * that raced with the change is either seen by it, or sees it.
 */
export async function lockOwner(tx: Tx, ownerId: number): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM owners WHERE id = ${ownerId} FOR UPDATE`;
}

/** The same for whoever only opens a session: many may at once, and none while a password or a factor changes. */
export async function lockOwnerAsIs(tx: Tx, ownerId: number): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM owners WHERE id = ${ownerId} FOR SHARE`;
}
