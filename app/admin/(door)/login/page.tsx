import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { relyingParty } from "@/lib/shop/owners/factors/relying-party";
import { hasOwner } from "@/lib/shop/owners/has-owner";
import { safeNext } from "@/lib/shop/owners/safe-next";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { PasskeyButton } from "../../form/passkey-button";
import { Submit } from "../../form/submit";
import { currentSession } from "../../member";
import { loginAction, passkeyLoginAction } from "./actions";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function LoginPage({ searchParams }: PageProps<"/admin/login">) {
  const { next } = await searchParams;
  const target = safeNext(typeof next === "string" ? next : undefined);
  if (await currentSession()) redirect(target as Route);
  if (!(await hasOwner(getShop()))) redirect("/admin/setup");
  return (
    <>
      <h1 className="mb-6 font-bold text-2xl">{text.title}</h1>
      <ActionForm action={loginAction} className="flex flex-col gap-4">
        <input type="hidden" name="next" value={target} />
        <FormField
          label={text.login}
          name="login"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={64}
        />
        <FormField label={text.password} name="password" type="password" autoComplete="current-password" required maxLength={200} />
        <Submit className="mt-2 w-full">{text.submit}</Submit>
      </ActionForm>
      {relyingParty(getShop()) && (
        <ActionForm action={passkeyLoginAction} className="mt-4">
          <input type="hidden" name="next" value={target} />
          <PasskeyButton options="/admin/login/challenge?for=login" name="passkey" failed={text.noPasskey} className="w-full">
            {text.passkey}
          </PasskeyButton>
        </ActionForm>
      )}
    </>
  );
}
