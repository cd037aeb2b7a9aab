import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import type { Role } from "../role";
import { changeStaff } from "./change-staff";
import { isReservedName, MOST_INVITATIONS, MOST_MEMBERS, openAt, seenName } from "./invitation";
import { makeInvitation } from "./make-invitation";

/**
 * Makes a link for somebody new, to be used once within 72 hours. Refuses a name that somebody has or had, which the trail could not
 * tell apart, one that the trail has for others, and more people than a shop has.
 * @returns the path of the link, which nothing tells again
 */
export async function inviteMember(
  shop: Shop,
  { name, role }: { name: string; role: Role },
): Promise<Result<{ path: string }, "name_taken" | "name_reserved" | "too_many" | "not_allowed">> {
  return changeStaff(shop, async (tx, { actor, members }) => {
    if (isReservedName(name)) return refuse("name_reserved");
    const open = await tx.staffInvitation.findMany({ where: { ...openAt(shop.now()), memberId: null }, select: { name: true } });
    if (members.length >= MOST_MEMBERS || open.length >= MOST_INVITATIONS) return refuse("too_many");
    const people = await tx.owner.findMany({ select: { name: true } });
    if ([...people, ...open].some((one) => seenName(one.name) === seenName(name))) return refuse("name_taken");
    const path = await makeInvitation(tx, shop, { name, role, memberId: null, madeById: actor.id });
    await recordAudit(tx, shop, { kind: "member_invited", name, after: { role } });
    return { ok: true as const, path };
  });
}
