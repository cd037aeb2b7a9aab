"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/app/form-action";
import { wordsFor } from "@/lib/server/result";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { logIn } from "@/lib/shop/owners/login/log-in";
import { logInWithPasskey } from "@/lib/shop/owners/login/log-in-with-passkey";
import { safeNext } from "@/lib/shop/owners/safe-next";
import { givenPassword, loginName, nextPath, passkeyAnswer } from "../../form/owner-fields";
import { keepOwnerCookie, keepSession } from "../../owner-cookies";
import { currentBrowser } from "../../visitor";
import { text } from "./text";

const schema = z.strictObject({ login: loginName, password: givenPassword, next: nextPath });

export const loginAction = formAction(schema, async ({ login, password, next }) => {
  const result = await logIn(getShop(), { login, password, ...(await currentBrowser()) });
  if (!result.ok) return { ok: false, message: wordsFor(result, text.refusals) };
  if (result.step === "second") {
    await keepOwnerCookie("pending", result.pendingToken);
    redirect(`/admin/login/second?next=${encodeURIComponent(safeNext(next))}` as Route);
  }
  await keepSession(result);
  redirect(safeNext(next) as Route);
});

const passkey = z.strictObject({ passkey: passkeyAnswer, next: nextPath });

export const passkeyLoginAction = formAction(passkey, async ({ passkey: answer, next }) => {
  const result = await logInWithPasskey(getShop(), { answer, ...(await currentBrowser()) });
  if (!result.ok) return { ok: false, message: wordsFor(result, text.passkeyRefusals) };
  await keepSession(result);
  redirect(safeNext(next) as Route);
});
