import "server-only";
import type { z } from "zod";
import type { FormState } from "@/lib/server/action";
import { wordsFor } from "@/lib/server/result";
import { listFactors } from "@/lib/shop/owners/factors/list-factors";
import { relyingParty } from "@/lib/shop/owners/factors/relying-party";
import { type ConfirmProof, confirmSession } from "@/lib/shop/owners/login/confirm-session";
import { MAX_PASSKEY_ANSWER, MAX_PASSWORD_LENGTH } from "@/lib/shop/owners/owner";
import type { Capability } from "@/lib/shop/owners/role";
import { isConfirmed } from "@/lib/shop/owners/sessions/session";
import { type MemberContext, memberAction } from "./member";
import { keepOwnerCookie } from "./owner-cookies";
import { text } from "./text";

/** The fields that `ActionForm` adds to a form whose answer asks for a confirmation. */
const PASSWORD = "confirmPassword";
const PASSKEY = "confirmPasskey";

/**
 * A `memberAction` for what moves money or changes somebody's access. Unless they gave a password or a passkey a short
 * while ago, the form comes back with all that was typed and asks for it; nothing is done before. Works without JavaScript.
 */
export function confirmedMemberAction<Schema extends z.ZodType>(
  capability: Capability,
  schema: Schema,
  run: (input: z.output<Schema>, context: MemberContext) => Promise<FormState>,
): (previous: FormState, form: FormData) => Promise<FormState> {
  return (previous, form) => {
    const proof = takeProof(form);
    return memberAction(
      capability,
      schema,
      async (input, context) => (await unconfirmed(context, proof)) ?? run(input, context),
    )(previous, form);
  };
}

/** What the form asks back; null when the owner is confirmed, now or since a short while. */
async function unconfirmed(context: MemberContext, proof: ConfirmProof | null): Promise<FormState> {
  const { shop, session, visitor } = context;
  if (isConfirmed(shop, session)) return null;
  if (!proof) return { ok: false, message: text.confirm.please, asks: await waysOf(context) };
  const confirmed = await confirmSession(shop, session, { proof, visitor });
  if (!confirmed.ok) return { ok: false, message: wordsFor(confirmed, text.confirm.refusals), asks: await waysOf(context) };
  await keepOwnerCookie("session", confirmed.token);
  return null;
}

async function waysOf({ shop, member }: MemberContext): Promise<{ passkey: boolean }> {
  const { passkeys } = await listFactors(shop, member.id);
  return { passkey: passkeys.length > 0 && relyingParty(shop) !== null };
}

/** Takes the proof out of the form, so that the action's own schema does not know of it. Whoever posts by hand may send no form. */
function takeProof(form: unknown): ConfirmProof | null {
  if (!(form instanceof FormData)) return null;
  const [password, passkey] = [form.get(PASSWORD), form.get(PASSKEY)];
  form.delete(PASSWORD);
  form.delete(PASSKEY);
  if (typeof passkey === "string" && passkey !== "" && passkey.length <= MAX_PASSKEY_ANSWER) return { passkey };
  return typeof password === "string" && password !== "" && password.length <= MAX_PASSWORD_LENGTH ? { password } : null;
}
