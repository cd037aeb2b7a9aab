import "server-only";
import type { Tx } from "@/lib/server/db";
import { openAt } from "./invitation";

/** Whose access ends has no link left, neither one for them nor one that they made. Under their lock. */
export async function revokeLinks(tx: Tx, memberId: number, now: Date): Promise<void> {
  await tx.staffInvitation.updateMany({
    where: { OR: [{ memberId }, { madeById: memberId }], ...openAt(now) },
    data: { revokedAt: now },
  });
}
