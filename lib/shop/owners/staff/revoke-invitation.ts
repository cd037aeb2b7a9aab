import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { changeStaff } from "./change-staff";
import { openAt } from "./invitation";

/** Takes a link back. Refuses one that was used, taken back or is over. */
export async function revokeInvitation(shop: Shop, id: bigint): Promise<Result<object, "gone" | "not_allowed">> {
  return changeStaff(shop, async (tx) => {
    const [revoked] = await tx.staffInvitation.updateManyAndReturn({
      where: { id, ...openAt(shop.now()) },
      data: { revokedAt: shop.now() },
      select: { name: true, role: true },
    });
    if (!revoked) return refuse("gone");
    await recordAudit(tx, shop, { kind: "invitation_revoked", name: revoked.name, after: { role: revoked.role } });
    return { ok: true as const };
  });
}
