import type { Metadata } from "next";
import Link from "next/link";
import { QrCode } from "@/app/qr-code";
import { buttonClass } from "@/components/button";
import { CopyButton } from "@/components/copy-button";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listFactors } from "@/lib/shop/owners/factors/list-factors";
import { shopLabel } from "@/lib/shop/owners/factors/relying-party";
import { totpUri } from "@/lib/shop/owners/factors/totp";
import { ActionForm } from "../../../../form/action-form";
import { FormField } from "../../../../form/form-field";
import { Submit } from "../../../../form/submit";
import { requireSession } from "../../../../member";
import { PageTitle } from "../../../../parts/page-title";
import { Section } from "../../../../parts/section";
import { confirmTotpAction } from "../actions";
import { text } from "../text";

export const metadata: Metadata = { title: text.scanTitle };

/** The form stays when its code was taken, so that its answer can be read. */
export default async function TotpPage() {
  const { owner: member } = await requireSession("account", "/admin/account/factors/totp");
  const shop = getShop();
  const { totpPending } = await listFactors(shop, member.id);
  return (
    <>
      <PageTitle title={text.scanTitle} back={{ href: "/admin/account/factors", name: text.title }} />
      <Section title={text.totp} className="max-w-xl">
        {totpPending ? (
          <Secret secret={totpPending} uri={totpUri(totpPending, { issuer: await shopLabel(shop), login: member.login })} />
        ) : (
          <Link href="/admin/account/factors" className={buttonClass("outline", "mb-3")}>
            {text.toFactors}
          </Link>
        )}
        <ActionForm action={confirmTotpAction} className="flex flex-col gap-3" label={text.scanTitle}>
          {totpPending && (
            <>
              <FormField label={text.code} name="code" inputMode="numeric" autoComplete="one-time-code" required maxLength={10} />
              <Submit className="self-start">{text.confirm}</Submit>
            </>
          )}
        </ActionForm>
      </Section>
    </>
  );
}

function Secret({ secret, uri }: { secret: string; uri: string }) {
  const inFours = secret.replace(/.{4}(?=.)/g, "$& ");
  return (
    <div className="mb-4">
      <p className="mb-3 text-sm">
        {text.scan}
        {text.orType}
      </p>
      <p className="mb-3 flex items-center gap-2 rounded-xl bg-paper px-3 py-2">
        <code className="min-w-0 flex-1 break-words text-sm">{inFours}</code>
        <CopyButton value={secret} className="text-alipay" />
      </p>
      <div className="mx-auto w-48 rounded-xl border border-line bg-white p-2">
        <QrCode link={uri} label={text.qr} />
      </div>
    </div>
  );
}
