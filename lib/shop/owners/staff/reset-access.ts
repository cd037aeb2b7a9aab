import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { changeStaff } from "./change-staff";
import { endAccess } from "./end-access";
import { makeInvitation } from "./make-invitation";
import { revokeLinks } from "./revoke-links";

/**
 * Somebody lost the password or the phone: what they had opens nothing any more, and a new link lets them set a password for the same
 * login. An earlier one ends, and so do those that they made. Refuses whoever is not in, and oneself, who has a page for that.
 * @returns the path of the link, which nothing tells again
 */
export async function resetAccess(
  shop: Shop,
  memberId: number,
): Promise<Result<{ path: string; endedSessions: number }, "gone" | "self" | "not_allowed">> {
  return changeStaff(shop, async (tx, { actor, members }) => {
    const member = members.find(({ id }) => id === memberId);
    if (!member) return refuse("gone");
    if (memberId === actor.id) return refuse("self");
    const endedSessions = await endAccess(tx, memberId);
    await revokeLinks(tx, memberId, shop.now());
    const { name, login, role } = member;
    const path = await makeInvitation(tx, shop, { name, role, memberId, madeById: actor.id });
    await recordAudit(tx, shop, { kind: "member_access_reset", subject: memberId, name: name || login, after: { endedSessions } });
    return { ok: true as const, path, endedSessions };
  });
}
