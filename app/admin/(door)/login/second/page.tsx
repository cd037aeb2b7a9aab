import type { Metadata, Route } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { findPendingLogin } from "@/lib/shop/owners/login/second-step";
import { safeNext } from "@/lib/shop/owners/safe-next";
import { ActionForm } from "../../../form/action-form";
import { FormField } from "../../../form/form-field";
import { PasskeyButton } from "../../../form/passkey-button";
import { Submit } from "../../../form/submit";
import { currentSession } from "../../../member";
import { readOwnerCookie } from "../../../owner-cookies";
import { text } from "../text";
import { codeAction, secondPasskeyAction } from "./actions";

export const metadata: Metadata = { title: text.secondTitle };

export default async function SecondStepPage({ searchParams }: PageProps<"/admin/login/second">) {
  const { next } = await searchParams;
  const target = safeNext(typeof next === "string" ? next : undefined);
  const login = `/admin/login?next=${encodeURIComponent(target)}` as Route;
  if (await currentSession()) redirect(target as Route);
  const steps = await findPendingLogin(getShop(), await readOwnerCookie("pending"));
  if (!steps) redirect(login);
  return (
    <>
      <h1 className="mb-2 font-bold text-2xl">{text.secondTitle}</h1>
      <p className="mb-6 text-ink-2 text-sm">{text.secondLead}</p>
      {steps.passkey && (
        <ActionForm action={secondPasskeyAction} className="mb-6">
          <input type="hidden" name="next" value={target} />
          <PasskeyButton
            options="/admin/login/challenge?for=second"
            name="passkey"
            failed={text.noPasskey}
            kind="primary"
            className="w-full"
          >
            {text.secondPasskey}
          </PasskeyButton>
        </ActionForm>
      )}
      <ActionForm action={codeAction} className="flex flex-col gap-4">
        <input type="hidden" name="next" value={target} />
        <FormField
          label={steps.totp ? text.code : text.recoveryCode}
          hint={steps.totp ? text.codeHint : text.recoveryHint}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          required
          maxLength={40}
        />
        <Submit kind={steps.passkey ? "outline" : "primary"} className="w-full">
          {text.secondSubmit}
        </Submit>
      </ActionForm>
      <p className="mt-6 text-ink-3 text-xs">{text.secondHelp}</p>
      <Link href={login} className="mt-2 inline-flex min-h-11 items-center text-alipay text-sm">
        {text.again}
      </Link>
    </>
  );
}
