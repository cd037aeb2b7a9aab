import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Refusal, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { MEMBER_SELECT, type Member } from "../owner";
import { NOBODYS_HASH } from "../password";
import { may } from "../role";

/** Everybody who is in, in the order of their numbers. `hasAccess`: they can log in, and wait for no new link. */
export type LockedMember = Member & { hasAccess: boolean };

/**
 * Changes who works here, under the lock of everybody: of two owners who remove or reset each other at once, the second finds that it may not.
 * Refuses whoever is no owner any more, or cannot log in any more.
 */
export async function changeStaff<Outcome>(
  shop: Shop,
  run: (tx: Tx, facts: { actor: LockedMember; members: LockedMember[] }) => Promise<Outcome>,
): Promise<Outcome | Refusal<"not_allowed">> {
  const { by } = shop;
  return shop.db.$transaction(async (tx) => {
    const members = await lockMembers(tx);
    const actor = members.find(({ id }) => id === by?.ownerId);
    return actor?.hasAccess && may(actor, "staff") ? run(tx, { actor, members }) : refuse("not_allowed");
  });
}

async function lockMembers(tx: Tx): Promise<LockedMember[]> {
  await tx.$queryRaw`SELECT 1 FROM owners WHERE removed_at IS NULL ORDER BY id FOR UPDATE`;
  const rows = await tx.owner.findMany({
    where: { removedAt: null },
    select: { ...MEMBER_SELECT, passwordHash: true },
    orderBy: { id: "asc" },
  });
  return rows.map(({ passwordHash, ...member }) => ({ ...member, hasAccess: passwordHash !== NOBODYS_HASH }));
}

/** Whether an owner who can log in would be left without this one. */
export function isLastOwner(members: readonly LockedMember[], memberId: number): boolean {
  return !members.some(({ id, role, hasAccess }) => id !== memberId && role === "OWNER" && hasAccess);
}
