import type { Metadata } from "next";
import Link from "next/link";
import { currentProfile } from "@/app/current-profile";
import { buttonClass } from "@/components/button";
import type { ShopProfile } from "@/lib/shop/profile/profile";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { Submit } from "../../form/submit";
import { requireOwner } from "../../owner";
import { PageTitle } from "../../parts/page-title";
import { Section } from "../../parts/section";
import { saveBasicsAction, saveContactAction, saveFilingsAction, savePoliciesAction } from "./actions";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

type Part = { profile: ShopProfile };

const FORM = "flex flex-col gap-4";

export default async function SettingsPage() {
  await requireOwner("/admin/settings");
  const profile = await currentProfile();
  return (
    <>
      <PageTitle title={text.title} />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <p className="text-ink-2 text-sm">{text.lead}</p>
        <Link href="/about" className={buttonClass("outline")}>
          {text.look}
        </Link>
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex flex-col gap-4">
          <Basics profile={profile} />
          <Contact profile={profile} />
          <Filings profile={profile} />
        </div>
        <Policies profile={profile} />
      </div>
    </>
  );
}

function Basics({ profile }: Part) {
  return (
    <Section title={text.basics} id="basics">
      <ActionForm action={saveBasicsAction} className={FORM} label={text.basics}>
        <FormField
          label={text.name}
          hint={text.nameHint}
          name="name"
          required
          maxLength={20}
          defaultValue={profile.name}
          autoComplete="off"
        />
        <FormField label={text.tagline} hint={text.taglineHint} name="tagline" maxLength={30} defaultValue={profile.tagline} />
        <FormField
          label={text.announcement}
          hint={text.announcementHint}
          name="announcement"
          multiline
          rows={2}
          maxLength={120}
          defaultValue={profile.announcement}
        />
        <FormField
          label={text.hotWords}
          hint={text.hotWordsHint}
          name="hotWords"
          maxLength={200}
          defaultValue={profile.hotWords.join(" ")}
        />
        <FormField
          label={text.paymentSubject}
          hint={text.paymentSubjectHint}
          name="paymentSubject"
          maxLength={30}
          defaultValue={profile.paymentSubject}
          autoComplete="off"
        />
        <Submit className="self-start">{text.save}</Submit>
      </ActionForm>
    </Section>
  );
}

function Contact({ profile }: Part) {
  return (
    <Section title={text.contact} id="contact">
      <ActionForm action={saveContactAction} className={FORM} label={text.contact}>
        <FormField label={text.phone} name="phone" type="tel" maxLength={30} defaultValue={profile.phone} autoComplete="off" />
        <FormField
          label={text.wechat}
          name="wechat"
          maxLength={20}
          defaultValue={profile.wechat}
          autoComplete="off"
          autoCapitalize="none"
        />
        <FormField
          label={text.businessHours}
          hint={text.businessHoursHint}
          name="businessHours"
          maxLength={60}
          defaultValue={profile.businessHours}
        />
        <FormField
          label={text.returnAddress}
          hint={text.returnAddressHint}
          name="returnAddress"
          multiline
          rows={2}
          maxLength={150}
          defaultValue={profile.returnAddress}
        />
        <Submit className="self-start">{text.save}</Submit>
      </ActionForm>
    </Section>
  );
}

const POLICIES = [
  { name: "dispatchPolicy", rows: 5, max: 2_000 },
  { name: "returnPolicy", rows: 9, max: 4_000 },
  { name: "privacyPolicy", rows: 14, max: 8_000 },
] as const;

function Policies({ profile }: Part) {
  return (
    <Section title={text.policies} id="policies">
      <p className="mb-4 text-ink-2 text-sm">{text.policiesHint}</p>
      <ActionForm action={savePoliciesAction} className={FORM} label={text.policies}>
        {POLICIES.map(({ name, rows, max }) => (
          <FormField
            key={name}
            label={text[name]}
            name={name}
            multiline
            rows={rows}
            maxLength={max}
            defaultValue={profile[name] || text.suggestions[name]}
          />
        ))}
        <Submit className="self-start">{text.save}</Submit>
      </ActionForm>
    </Section>
  );
}

function Filings({ profile }: Part) {
  return (
    <Section title={text.filings} id="filings">
      <p className="mb-4 text-ink-2 text-sm">{text.filingsHint}</p>
      <ActionForm action={saveFilingsAction} className={FORM} label={text.filings}>
        <FormField label={text.icpNumber} hint={text.icpHint} name="icpNumber" maxLength={40} defaultValue={profile.icpNumber} />
        <FormField
          label={text.policeNumber}
          hint={text.policeHint}
          name="policeNumber"
          maxLength={40}
          defaultValue={profile.policeNumber}
        />
        <FormField label={text.licenceHolder} name="licenceHolder" maxLength={60} defaultValue={profile.licenceHolder} autoComplete="off" />
        <FormField
          label={text.licenceCode}
          hint={text.licenceCodeHint}
          name="licenceCode"
          maxLength={40}
          defaultValue={profile.licenceCode}
          autoComplete="off"
        />
        <FormField
          label={text.licenceExemption}
          hint={text.licenceExemptionHint}
          name="licenceExemption"
          maxLength={60}
          defaultValue={profile.licenceExemption}
        />
        <Submit className="self-start">{text.save}</Submit>
      </ActionForm>
    </Section>
  );
}
