import "server-only";
import type { Tx } from "@/lib/server/db";
import { openAt } from "./invitation";

/** Whoever is no owner any more has no way in left that they made themselves before. */
export async function revokeMadeBy(tx: Tx, memberId: number, now: Date): Promise<void> {
  await tx.staffInvitation.updateMany({ where: { madeById: memberId, ...openAt(now) }, data: { revokedAt: now } });
}
