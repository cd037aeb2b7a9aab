import "server-only";
import { visitorKey } from "@/lib/server/address";
import type { Tx } from "@/lib/server/db";
import { limit } from "@/lib/server/rate-limit";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import { readProfile } from "@/lib/shop/profile/read-profile";
import type { Shop } from "@/lib/shop/shop";
import { judgePassword, type PasswordProblem } from "../judge-password";
import { lockOwner } from "../lock-owner";
import { OWNER_SELECT, type Owner, type Visitor } from "../owner";
import { hashPassword } from "../password";
import { findInvitation, type OpenInvitation } from "./find-invitation";
import { openAt } from "./invitation";

/**
 * Nobody guesses a link; whoever has one may try some passwords, and learns of few logins whether they are taken. A token that is none
 * costs one look at an index and takes nothing of what others may try.
 */
const PER_IP = { points: 10, perSeconds: 600 };
const PER_LINK = { points: 20, perSeconds: 600 };

type Accepting = Visitor & { token: string; login: string; password: string };
type Refused = "gone" | "login_taken" | PasswordProblem | Refusal<"limited", { retryAfterS: number }>;

/**
 * Somebody uses the link that an owner gave them: sets a password, and where they are new a login (checked by the form; otherwise
 * theirs stays, whatever is sent). Refuses a link that is used, taken back or over, a login that somebody has, a weak password, and too many tries.
 * @returns who is in now
 */
export async function acceptInvitation(
  shop: Shop,
  { token, login, password, ip, userAgent }: Accepting,
): Promise<Result<{ owner: Owner }, Refused>> {
  const invitation = await findInvitation(shop, token);
  if (!invitation) return refuse("gone");
  const ofAddress = await limit(shop.pool, "join-ip", visitorKey(ip), PER_IP);
  const tries = ofAddress.ok ? await limit(shop.pool, "join-link", String(invitation.id), PER_LINK) : ofAddress;
  if (!tries.ok) return refuse("limited", { retryAfterS: tries.retryAfterS });
  const { name: shopName } = await readProfile(shop);
  const problem = judgePassword(shop, { login: invitation.login ?? login, password, shopName });
  if (problem) return refuse(problem);
  const passwordHash = await hashPassword(password);
  return shop.db.$transaction(async (tx) => {
    // Before the link, as whoever resets or removes them locks it.
    if (invitation.memberId !== null) await lockOwner(tx, invitation.memberId);
    // Of two who use a link at once the second waits here, and then finds it used.
    await tx.$queryRaw`SELECT 1 FROM staff_invitations WHERE id = ${invitation.id} FOR UPDATE`;
    if ((await tx.staffInvitation.count({ where: { id: invitation.id, ...openAt(shop.now()) } })) === 0) return refuse("gone");
    const owner = await letIn(tx, shop, invitation, { login, passwordHash });
    if (!owner) return refuse(invitation.memberId === null ? "login_taken" : "gone");
    await tx.staffInvitation.update({ where: { id: invitation.id }, data: { usedAt: shop.now() } });
    const by = { ownerId: owner.id, login: owner.login, name: owner.name, via: "web", ip, userAgent } as const;
    await recordAudit(
      tx,
      { ...shop, by },
      { kind: "member_joined", subject: owner.id, name: owner.name, after: { role: invitation.role } },
    );
    return { ok: true, owner };
  });
}

/** null: the login is somebody's, or who was to get access anew is not in any more. */
async function letIn(
  tx: Tx,
  shop: Shop,
  { memberId, name, role }: OpenInvitation,
  { login, passwordHash }: { login: string; passwordHash: string },
): Promise<Owner | null> {
  const [owner] =
    memberId === null
      ? await tx.owner.createManyAndReturn({
          data: [{ login, name, role, passwordHash, createdAt: shop.now() }],
          skipDuplicates: true,
          select: OWNER_SELECT,
        })
      : await tx.owner.updateManyAndReturn({ where: { id: memberId, removedAt: null }, data: { passwordHash }, select: OWNER_SELECT });
  return owner ?? null;
}
