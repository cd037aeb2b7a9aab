import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { hasOwner } from "@/lib/shop/owners/has-owner";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { NewLoginField, NewPasswordFields } from "../../form/new-access-fields";
import { Submit } from "../../form/submit";
import { setupAction } from "./actions";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function SetupPage() {
  if (await hasOwner(getShop())) redirect("/admin/login");
  return (
    <>
      <h1 className="mb-2 font-bold text-2xl">{text.title}</h1>
      <p className="mb-6 text-ink-2 text-sm">{text.lead}</p>
      <ActionForm action={setupAction} className="flex flex-col gap-4">
        <FormField
          label={text.code}
          hint={text.codeHint}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          required
          maxLength={20}
        />
        <NewLoginField label={text.login} hint={text.loginHint} />
        <NewPasswordFields label={text.password} hint={text.passwordHint} repeat={text.repeat} />
        <Submit className="mt-2 w-full">{text.submit}</Submit>
      </ActionForm>
    </>
  );
}
