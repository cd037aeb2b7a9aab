"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { wordsFor } from "@/lib/server/result";
import { changePassword } from "@/lib/shop/owners/account/change-password";
import { MAX_PASSWORD_LENGTH } from "@/lib/shop/owners/owner";
import { logOut } from "@/lib/shop/owners/sessions/end-sessions";
import { givenPassword, newPassword } from "../../form/owner-fields";
import { memberAction } from "../../member";
import { dropOwnerCookie, keepOwnerCookie } from "../../owner-cookies";
import { text } from "./text";

export const logoutAction = memberAction("account", z.strictObject({}), async (_input, { shop, session }) => {
  await logOut(shop, session);
  await dropOwnerCookie("session");
  redirect("/admin/login");
});

const passwords = z
  .strictObject({ currentPassword: givenPassword, newPassword, repeatPassword: z.string().max(MAX_PASSWORD_LENGTH, text.different) })
  .refine((input) => input.newPassword === input.repeatPassword, { path: ["repeatPassword"], message: text.different });

/** Asks for the current password each time, which is more than a confirmation of some minutes ago. */
export const changePasswordAction = memberAction("account", passwords, async (input, { shop, session, visitor }) => {
  const result = await changePassword(shop, session, { current: input.currentPassword, next: input.newPassword, visitor });
  if (result.ok) {
    await keepOwnerCookie("session", result.token);
    return { ok: true, message: text.changed(result.endedSessions) };
  }
  const message = wordsFor(result, text.refusals);
  const isOfNew = result.reason === "too_short" || result.reason === "too_common";
  return isOfNew ? { ok: false, message: "", fieldErrors: { newPassword: message } } : { ok: false, message };
});
