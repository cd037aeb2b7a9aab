"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/app/form-action";
import { wordsFor } from "@/lib/server/result";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { type SecondProof, takeSecondStep } from "@/lib/shop/owners/login/second-step";
import { safeNext } from "@/lib/shop/owners/safe-next";
import { nextPath, passkeyAnswer } from "../../../form/owner-fields";
import { dropOwnerCookie, keepSession, readOwnerCookie } from "../../../owner-cookies";
import { currentBrowser } from "../../../visitor";
import { text } from "../text";

const code = z.strictObject({ code: z.string().trim().min(1, text.needCode).max(40, text.needCode), next: nextPath });

export const codeAction = formAction(code, ({ code, next }) => goOn({ code }, next));

const passkey = z.strictObject({ passkey: passkeyAnswer, next: nextPath });

export const secondPasskeyAction = formAction(passkey, ({ passkey, next }) => goOn({ passkey }, next));

async function goOn(proof: SecondProof, next: string | undefined) {
  const pendingToken = await readOwnerCookie("pending");
  const result = await takeSecondStep(getShop(), { pendingToken, proof, ...(await currentBrowser()) });
  // The page then says no longer which second step the owner has.
  if (!result.ok && result.reason === "expired") await dropOwnerCookie("pending");
  if (!result.ok) return { ok: false, message: wordsFor(result, text.secondRefusals), values: {} };
  await dropOwnerCookie("pending");
  await keepSession(result);
  redirect(safeNext(next) as Route);
}
