"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/app/form-action";
import { wordsFor } from "@/lib/server/result";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { createOwner } from "@/lib/shop/owners/account/create-owner";
import { logIn } from "@/lib/shop/owners/login/log-in";
import { MAX_PASSWORD_LENGTH } from "@/lib/shop/owners/owner";
import { loginName, newPassword } from "../../form/owner-fields";
import { keepSession } from "../../owner-cookies";
import { currentBrowser } from "../../visitor";
import { text } from "./text";

const schema = z
  .strictObject({
    code: z.string().trim().min(1, text.noCode).max(20),
    login: loginName,
    password: newPassword,
    repeatPassword: z.string().max(MAX_PASSWORD_LENGTH, text.different),
  })
  .refine((input) => input.password === input.repeatPassword, { path: ["repeatPassword"], message: text.different });

export const setupAction = formAction(schema, async ({ code, login, password }) => {
  const browser = await currentBrowser();
  const created = await createOwner(getShop(), { code, login, password, ...browser });
  if (!created.ok) return refused(created);
  const session = await logIn(getShop(), { login, password, ...browser });
  if (!session.ok || session.step !== "done") redirect("/admin/login");
  await keepSession(session);
  redirect("/admin");
});

/** What is wrong with the password stands beside the password. */
function refused(refusal: Extract<Awaited<ReturnType<typeof createOwner>>, { ok: false }>) {
  const message = wordsFor(refusal, text.refusals);
  const isOfPassword = refusal.reason === "too_short" || refusal.reason === "too_common";
  return isOfPassword ? { ok: false, message: "", fieldErrors: { password: message } } : { ok: false, message };
}
