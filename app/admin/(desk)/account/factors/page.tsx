import type { Metadata } from "next";
import { Notice } from "@/components/notice";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { type Factors, listFactors } from "@/lib/shop/owners/factors/list-factors";
import { ActionForm } from "../../../form/action-form";
import { ShownOnce } from "../../../form/shown-once";
import { Submit } from "../../../form/submit";
import { requireMember } from "../../../member";
import { Badge } from "../../../parts/badge";
import { PageTitle } from "../../../parts/page-title";
import { Section } from "../../../parts/section";
import { beginTotpAction, makeCodesAction, removeTotpAction } from "./actions";
import { Passkeys } from "./passkeys";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function FactorsPage() {
  const member = await requireMember("account", "/admin/account/factors");
  const factors = await listFactors(getShop(), member.id);
  const hasAny = factors.hasTotp || factors.passkeys.length > 0;
  return (
    <>
      <PageTitle title={text.title} back={{ href: "/admin/account", name: text.back }} />
      <p className="mb-4 max-w-xl text-ink-2 text-sm">{text.lead}</p>
      <div className="max-w-xl">
        <Notice kind="warn" className="mb-4">
          {hasAny && factors.recoveryCodesLeft === 0 && text.noCodes}
        </Notice>
      </div>
      <div className="flex max-w-xl flex-col gap-4">
        <Totp hasTotp={factors.hasTotp} />
        <Passkeys passkeys={factors.passkeys} />
        <RecoveryCodes left={factors.recoveryCodesLeft} isUseful={hasAny} />
      </div>
    </>
  );
}

function Totp({ hasTotp }: Pick<Factors, "hasTotp">) {
  const state = <Badge tone={hasTotp ? "ok" : "quiet"}>{hasTotp ? text.totpOn : text.totpOff}</Badge>;
  return (
    <Section title={text.totp} aside={state}>
      <p className="mb-3 text-ink-2 text-sm">{text.totpHint}</p>
      <ActionForm action={beginTotpAction} className="flex flex-col gap-3" label={hasTotp ? text.renew : text.begin}>
        <Submit kind={hasTotp ? "outline" : "primary"} className="self-start">
          {hasTotp ? text.renew : text.begin}
        </Submit>
      </ActionForm>
      {hasTotp && (
        <ActionForm
          action={removeTotpAction}
          className="flex flex-col gap-3"
          label={text.remove}
          fold={{ name: text.remove, className: "mt-3" }}
        >
          <p className="text-ink-2 text-sm">{text.removeTotpHint}</p>
          <Submit kind="soft" className="self-start">
            {text.remove}
          </Submit>
        </ActionForm>
      )}
    </Section>
  );
}

/** The form stays in place while its codes are shown, since nothing shows them again. */
function RecoveryCodes({ left, isUseful }: { left: number; isUseful: boolean }) {
  return (
    <Section title={text.codes}>
      <p className="mb-3 text-ink-2 text-sm">
        {text.codesHint}
        {left > 0 ? text.codesLeft(left) : !isUseful && text.codesLater}
      </p>
      <ActionForm action={makeCodesAction} className="flex flex-col gap-3" label={text.makeCodes}>
        {left > 0 && <p className="text-ink-3 text-xs">{text.makeCodesHint}</p>}
        <Submit kind={isUseful && left === 0 ? "primary" : "outline"} className="self-start">
          {text.makeCodes}
        </Submit>
        <ShownOnce />
      </ActionForm>
    </Section>
  );
}
