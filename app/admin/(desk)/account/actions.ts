"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { wordsFor } from "@/lib/server/result";
import { changePassword } from "@/lib/shop/owners/change-password";
import { endSession } from "@/lib/shop/owners/end-session";
import { givenPassword, newPassword } from "../../form/owner-fields";
import { ownerAction } from "../../owner";
import { dropSessionToken, readSessionToken } from "../../session-cookie";
import { text } from "./text";

export const logoutAction = ownerAction(z.strictObject({}), async (_input, { shop }) => {
  await endSession(shop, await readSessionToken());
  await dropSessionToken();
  redirect("/admin/login");
});

const passwords = z
  .strictObject({ currentPassword: givenPassword, newPassword, repeatPassword: z.string() })
  .refine((input) => input.newPassword === input.repeatPassword, { path: ["repeatPassword"], message: text.different });

export const changePasswordAction = ownerAction(passwords, async (input, { shop, owner }) => {
  const token = (await readSessionToken()) ?? "";
  const result = await changePassword(shop, { ownerId: owner.id, current: input.currentPassword, next: input.newPassword, token });
  return result.ok ? { ok: true, message: text.changed(result.endedSessions) } : { ok: false, message: wordsFor(result, text.refusals) };
});
