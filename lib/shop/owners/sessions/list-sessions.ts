import "server-only";
import type { Shop } from "@/lib/shop/shop";
import type { Session } from "./session";

export type ListedSession = { id: bigint; isCurrent: boolean; userAgent: string; ip: string; createdAt: Date; seenAt: Date };

/** Where the owner is logged in: this browser first, then by the last visit. */
export async function listSessions(shop: Shop, { id, owner }: Session): Promise<ListedSession[]> {
  const rows = await shop.db.ownerSession.findMany({
    where: { ownerId: owner.id, expiresAt: { gt: shop.now() } },
    select: { id: true, userAgent: true, ip: true, createdAt: true, seenAt: true },
    orderBy: [{ seenAt: "desc" }, { id: "desc" }],
  });
  const sessions = rows.map((row) => ({ ...row, isCurrent: row.id === id }));
  return sessions.sort((one, other) => Number(other.isCurrent) - Number(one.isCurrent));
}
