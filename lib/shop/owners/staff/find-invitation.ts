import "server-only";
import { hashToken } from "@/lib/server/token";
import type { Shop } from "@/lib/shop/shop";
import type { Role } from "../role";
import { TOKEN_LENGTH } from "../sessions/session";
import { openAt } from "./invitation";

/** `login`: of whoever is in already and only sets a new password; null for somebody new, who chooses one. */
export type OpenInvitation = { id: bigint; name: string; role: Role; memberId: number | null; login: string | null; expiresAt: Date };

/** The link that can still be used under this token; null for every other. Looking uses nothing up: chat programs look at links. */
export async function findInvitation(shop: Shop, token: string): Promise<OpenInvitation | null> {
  if (token.length !== TOKEN_LENGTH) return null;
  const found = await shop.db.staffInvitation.findFirst({
    where: { tokenHash: hashToken(token), ...openAt(shop.now()) },
    select: { id: true, name: true, role: true, memberId: true, expiresAt: true, member: { select: { login: true, role: true } } },
  });
  if (!found) return null;
  const { member, ...invitation } = found;
  return { ...invitation, role: member?.role ?? invitation.role, login: member?.login ?? null };
}
