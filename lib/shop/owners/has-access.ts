import "server-only";
import type { Tx } from "@/lib/server/db";
import { NOBODYS_HASH } from "./password";

/**
 * Whether somebody may log in at all: they were not removed, and wait for no link with which to set a password. Under their lock,
 * for whatever lets in without the password's hash being compared in the same transaction.
 */
export async function hasAccess(tx: Tx, ownerId: number): Promise<boolean> {
  return (await tx.owner.count({ where: { id: ownerId, removedAt: null, passwordHash: { not: NOBODYS_HASH } } })) > 0;
}
