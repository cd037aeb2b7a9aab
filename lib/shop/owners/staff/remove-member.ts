import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { changeStaff, isLastOwner } from "./change-staff";
import { endAccess } from "./end-access";
import { revokeLinks } from "./revoke-links";

/**
 * Somebody works here no longer: nothing that they have opens anything, from the next click on. Their row stays, so that the trail
 * goes on naming them; their login is free for others. Refuses whoever is not in, and to leave the shop without an owner who can log in.
 */
export async function removeMember(
  shop: Shop,
  memberId: number,
): Promise<Result<{ endedSessions: number }, "gone" | "last_owner" | "not_allowed">> {
  return changeStaff(shop, async (tx, { members }) => {
    const now = shop.now();
    const member = members.find(({ id }) => id === memberId);
    if (!member) return refuse("gone");
    if (member.role === "OWNER" && isLastOwner(members, memberId)) return refuse("last_owner");
    const endedSessions = await endAccess(tx, memberId);
    // Logins have no spaces, so nobody can type this one.
    await tx.owner.update({ where: { id: memberId }, data: { removedAt: now, login: `removed ${memberId}` } });
    await revokeLinks(tx, memberId, now);
    const name = member.name || member.login;
    await recordAudit(tx, shop, { kind: "member_removed", subject: memberId, name, after: { role: member.role, endedSessions } });
    return { ok: true as const, endedSessions };
  });
}
