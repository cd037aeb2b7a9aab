"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import { qrPath } from "@/app/qr-path";
import type { FormState } from "@/lib/server/action";
import { wordsFor } from "@/lib/server/result";
import { ROLES } from "@/lib/shop/owners/role";
import { changeRole } from "@/lib/shop/owners/staff/change-role";
import { endMemberSessions } from "@/lib/shop/owners/staff/end-member-sessions";
import { MAX_MEMBER_NAME } from "@/lib/shop/owners/staff/invitation";
import { inviteMember } from "@/lib/shop/owners/staff/invite-member";
import { removeMember } from "@/lib/shop/owners/staff/remove-member";
import { resetAccess } from "@/lib/shop/owners/staff/reset-access";
import { revokeInvitation } from "@/lib/shop/owners/staff/revoke-invitation";
import type { Shop } from "@/lib/shop/shop";
import { confirmedMemberAction } from "../../confirmed-action";
import { rowId, smallRowId } from "../../form/row-id";
import { text } from "./text";

const role = z.enum(ROLES, text.needRole);
const member = z.strictObject({ memberId: smallRowId });

/** One spelling of a name, which time a longer field would take to make. */
const name = z
  .string()
  .max(200, text.nameTooLong)
  .transform((typed) => typed.normalize("NFKC").replace(/\s+/g, " ").trim())
  .pipe(
    z
      .string()
      .min(1, text.needName)
      .max(MAX_MEMBER_NAME, text.nameTooLong)
      .regex(/^\P{C}+$/u, text.needName),
  );

export const inviteAction = confirmedMemberAction("staff", z.strictObject({ name, role }), async (input, { shop }) => {
  const result = await inviteMember(shop, input);
  return result.ok ? handOn(shop, result.path, text.invited) : { ok: false, message: wordsFor(result, text.refusals.invite) };
});

export const revokeAction = confirmedMemberAction("staff", z.strictObject({ id: rowId }), async ({ id }, { shop }) =>
  answer(await revokeInvitation(shop, id), text.revoked, text.refusals.revoke),
);

export const changeRoleAction = confirmedMemberAction("staff", member.extend({ role }), async (input, { shop }) =>
  answer(await changeRole(shop, input), text.roleSaved, text.refusals.role),
);

export const endMemberSessionsAction = confirmedMemberAction("staff", member, async ({ memberId }, { shop }) => {
  const result = await endMemberSessions(shop, memberId);
  return answer(result, result.ok ? text.sessionsEnded(result.ended) : "", text.refusals.end);
});

export const resetAccessAction = confirmedMemberAction("staff", member, async ({ memberId }, { shop }) => {
  const result = await resetAccess(shop, memberId);
  return result.ok ? handOn(shop, result.path, text.resetDone) : { ok: false, message: wordsFor(result, text.refusals.reset) };
});

export const removeMemberAction = confirmedMemberAction("staff", member, async ({ memberId }, { shop }) =>
  answer(await removeMember(shop, memberId), text.removed, text.refusals.remove),
);

/** The link that only this answer has. */
function handOn({ config }: Shop, path: string, message: string): FormState {
  const link = `${config.shopUrl}${path}`;
  return { ok: true, message, isWarning: true, handOn: { link, qr: qrPath(link) } };
}
