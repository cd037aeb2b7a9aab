"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/app/form-action";
import type { FormState } from "@/lib/server/action";
import { type RefusalOf, wordsFor } from "@/lib/server/result";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { logIn } from "@/lib/shop/owners/login/log-in";
import { MAX_PASSWORD_LENGTH } from "@/lib/shop/owners/owner";
import { acceptInvitation } from "@/lib/shop/owners/staff/accept-invitation";
import { loginName, newPassword } from "../../../form/owner-fields";
import { keepSession } from "../../../owner-cookies";
import { currentBrowser } from "../../../visitor";
import { text } from "./text";

const schema = z
  .strictObject({
    secretToken: z.string().max(60, text.gone),
    login: loginName,
    password: newPassword,
    repeatPassword: z.string().max(MAX_PASSWORD_LENGTH, text.different),
  })
  .refine((input) => input.password === input.repeatPassword, { path: ["repeatPassword"], message: text.different });

export const joinAction = formAction(schema, async ({ secretToken: token, login, password }) => {
  const browser = await currentBrowser();
  const joined = await acceptInvitation(getShop(), { token, login, password, ...browser });
  if (!joined.ok) return refused(joined);
  const session = await logIn(getShop(), { login: joined.owner.login, password, ...browser });
  if (!session.ok || session.step !== "done") redirect("/admin/login");
  await keepSession(session);
  redirect("/admin");
});

/** What is wrong with a field stands beside it. */
function refused(refusal: RefusalOf<typeof acceptInvitation>): FormState {
  const message = wordsFor(refusal, text.refusals);
  if (refusal.reason === "login_taken") return { ok: false, message: "", fieldErrors: { login: message } };
  const isOfPassword = refusal.reason === "too_short" || refusal.reason === "too_common";
  return isOfPassword ? { ok: false, message: "", fieldErrors: { password: message } } : { ok: false, message };
}
