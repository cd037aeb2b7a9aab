import type { Metadata } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { findInvitation, type OpenInvitation } from "@/lib/shop/owners/staff/find-invitation";
import { ActionForm } from "../../../form/action-form";
import { NewLoginField, NewPasswordFields } from "../../../form/new-access-fields";
import { Submit } from "../../../form/submit";
import { Time } from "../../../parts/time";
import { joinAction } from "./actions";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

/** The link that an owner gave to somebody. Looking at it uses nothing up. */
export default async function JoinPage({ params }: PageProps<"/admin/join/[token]">) {
  const { token } = await params;
  const invitation = await findInvitation(getShop(), token);
  return invitation ? <Join token={token} invitation={invitation} /> : <Gone />;
}

function Gone() {
  return (
    <>
      <h1 className="mb-2 font-bold text-2xl">{text.goneTitle}</h1>
      <p className="mb-6 text-ink-2 text-sm">{text.gone}</p>
      <Link href="/admin/login" className={buttonClass("outline", "self-start")}>
        {text.toLogin}
      </Link>
    </>
  );
}

function Join({ token, invitation: { name, role, login, expiresAt } }: { token: string; invitation: OpenInvitation }) {
  return (
    <>
      <h1 className="mb-2 break-words font-bold text-2xl">{name ? text.hello(name) : text.resetTitle}</h1>
      <p className="mb-6 text-ink-2 text-sm">{login === null ? text.lead[role] : text.resetLead(login)}</p>
      <ActionForm action={joinAction} className="flex flex-col gap-4" label={login === null ? text.title : text.resetTitle}>
        <input type="hidden" name="secretToken" value={token} />
        {login === null ? (
          <NewLoginField label={text.login} hint={text.loginHint} />
        ) : (
          <input type="hidden" name="login" value={login} autoComplete="username" />
        )}
        <NewPasswordFields label={text.password} hint={text.passwordHint} repeat={text.repeat} />
        <Submit className="mt-2 w-full">{text.submit}</Submit>
        <p className="text-ink-3 text-xs">
          {text.until} <Time at={expiresAt} />
        </p>
      </ActionForm>
    </>
  );
}
