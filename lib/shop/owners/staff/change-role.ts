import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import type { Role } from "../role";
import { changeStaff, isLastOwner } from "./change-staff";
import { revokeMadeBy } from "./revoke-made-by";

type Change = { memberId: number; role: Role };

/**
 * Somebody may do something else from the next click on. Refuses whoever is not in, whoever has that role, and to leave the shop
 * without an owner who can log in.
 */
export async function changeRole(
  shop: Shop,
  { memberId, role }: Change,
): Promise<Result<object, "gone" | "unchanged" | "last_owner" | "not_allowed">> {
  return changeStaff(shop, async (tx, { members }) => {
    const member = members.find(({ id }) => id === memberId);
    if (!member) return refuse("gone");
    if (member.role === role) return refuse("unchanged");
    if (member.role === "OWNER" && isLastOwner(members, memberId)) return refuse("last_owner");
    const { count } = await tx.owner.updateMany({ where: { id: memberId, role: member.role, removedAt: null }, data: { role } });
    if (count === 0) return refuse("gone");
    if (member.role === "OWNER") await revokeMadeBy(tx, memberId, shop.now());
    const name = member.name || member.login;
    await recordAudit(tx, shop, { kind: "member_role_changed", subject: memberId, name, before: { role: member.role }, after: { role } });
    return { ok: true as const };
  });
}
