"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { answer } from "@/app/form-action";
import { wordsFor } from "@/lib/server/result";
import { addPasskey, removePasskey } from "@/lib/shop/owners/factors/keep-passkey";
import { makeRecoveryCodes } from "@/lib/shop/owners/factors/recovery-codes";
import { beginTotp, confirmTotp, removeTotp } from "@/lib/shop/owners/factors/set-totp";
import { confirmedMemberAction } from "../../../confirmed-action";
import { passkeyAnswer } from "../../../form/owner-fields";
import { rowId } from "../../../form/row-id";
import { text } from "./text";

const nothing = z.strictObject({});

export const beginTotpAction = confirmedMemberAction("account", nothing, async (_input, { shop, session }) => {
  await beginTotp(shop, session);
  redirect("/admin/account/factors/totp");
});

const code = z
  .string()
  .max(40, text.needCode)
  .transform((typed) => typed.normalize("NFKC").replace(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, text.needCode));

export const confirmTotpAction = confirmedMemberAction("account", z.strictObject({ code }), async (input, { shop, session }) => {
  const result = await confirmTotp(shop, session, input.code);
  return answer(result, result.ok ? text.confirmed(result.endedSessions) : "", text.totpRefusals);
});

export const removeTotpAction = confirmedMemberAction("account", nothing, async (_input, { shop, session }) =>
  answer(await removeTotp(shop, session), text.totpRemoved, text.removeRefusals),
);

const passkey = z.strictObject({ passkey: passkeyAnswer, name: z.string().trim().min(1, text.needName).max(30, text.needName) });

export const addPasskeyAction = confirmedMemberAction("account", passkey, async ({ passkey, name }, { shop, session }) => {
  const result = await addPasskey(shop, session, { answer: passkey, name });
  return answer(result, result.ok ? text.added(result.endedSessions) : "", text.passkeyRefusals);
});

export const removePasskeyAction = confirmedMemberAction(
  "account",
  z.strictObject({ passkeyId: rowId }),
  async ({ passkeyId }, { shop, session }) =>
    answer(await removePasskey(shop, session, passkeyId), text.passkeyRemoved, text.removeRefusals),
);

export const makeCodesAction = confirmedMemberAction("account", nothing, async (_input, { shop, session }) => {
  const made = await makeRecoveryCodes(shop, session);
  if (!made.ok) return { ok: false, message: wordsFor(made, text.codesRefusals) };
  return { ok: true, message: text.codesMade, isWarning: true, secrets: made.codes };
});
