import type { Metadata } from "next";
import Link from "next/link";
import type { ComponentProps } from "react";
import { currentProfile } from "@/app/current-profile";
import { buttonClass } from "@/components/button";
import { stampOf } from "@/lib/server/stamp";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { readReceiveDays } from "@/lib/shop/orders/receive-days";
import type { ProfilePicture, ShopProfile } from "@/lib/shop/profile/profile";
import { partOf } from "@/lib/shop/profile/save-profile";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { Submit } from "../../form/submit";
import { WasField } from "../../form/was-field";
import { requireMember } from "../../member";
import { PageTitle } from "../../parts/page-title";
import { Section } from "../../parts/section";
import { saveBasicsAction, saveContactAction, saveFilingsAction, savePoliciesAction } from "./actions";
import { Colour } from "./colour";
import { Pictures } from "./pictures";
import { Receipt } from "./receipt";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

const FORM = "flex flex-col gap-4";

export default async function SettingsPage({ searchParams }: PageProps<"/admin/settings">) {
  await requireMember("settings", "/admin/settings");
  const profile = await currentProfile();
  const { upload, place } = await searchParams;
  return (
    <>
      <PageTitle title={text.title} />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <p className="text-ink-2 text-sm">{text.lead}</p>
        <span className="flex gap-2">
          <Link href="/admin/settings/synonyms" className={buttonClass("outline")}>
            {text.synonyms}
          </Link>
          <a href="/about" className={buttonClass("outline")}>
            {text.look}
          </a>
        </span>
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex flex-col gap-4">
          <Part id="basics" action={saveBasicsAction} fields={BASICS} profile={profile} />
          <Part id="contact" action={saveContactAction} fields={CONTACT} profile={profile} />
          <Part id="filings" action={saveFilingsAction} fields={FILINGS} profile={profile} />
        </div>
        <div className="flex flex-col gap-4">
          <Pictures profile={profile} upload={upload} place={place} />
          <Colour chosen={profile.themeColour} />
          <Receipt days={await readReceiveDays(getShop().db)} />
          <Part id="policies" action={savePoliciesAction} fields={POLICIES} profile={profile} />
        </div>
      </div>
    </>
  );
}

/** One field as it is shown; `rows` makes it one of several lines. */
type Shown = { name: Exclude<keyof ShopProfile, ProfilePicture>; max: number; rows?: number; type?: "tel"; required?: true };

const BASICS: Shown[] = [
  { name: "name", max: 20, required: true },
  { name: "tagline", max: 30 },
  { name: "announcement", max: 120, rows: 2 },
  { name: "hotWords", max: 200 },
  { name: "paymentSubject", max: 30 },
];
const CONTACT: Shown[] = [
  { name: "phone", max: 30, type: "tel" },
  { name: "wechat", max: 20 },
  { name: "businessHours", max: 60 },
  { name: "returnAddress", max: 150, rows: 2 },
];
const FILINGS: Shown[] = [
  { name: "icpNumber", max: 40 },
  { name: "policeNumber", max: 40 },
  { name: "licenceHolder", max: 60 },
  { name: "licenceCode", max: 40 },
  { name: "licenceExemption", max: 60 },
];
const POLICIES: Shown[] = [
  { name: "dispatchPolicy", max: 2_000, rows: 5 },
  { name: "returnPolicy", max: 4_000, rows: 9 },
  { name: "privacyPolicy", max: 8_000, rows: 14 },
];

type PartProps = {
  id: keyof typeof text.parts;
  action: ComponentProps<typeof ActionForm>["action"];
  fields: readonly Shown[];
  profile: ShopProfile;
};

/** A card with a form of its own. */
function Part({ id, action, fields, profile }: PartProps) {
  const { title, hint } = text.parts[id];
  const names = fields.map(({ name }) => name);
  return (
    <Section title={title} id={id}>
      {hint && <p className="mb-4 text-ink-2 text-sm">{hint}</p>}
      <ActionForm action={action} className={FORM} label={title}>
        <WasField was={stampOf(partOf(profile, names))} />
        {fields.map((field) => (
          <ProfileField key={field.name} field={field} profile={profile} />
        ))}
        <Submit className="self-start">{text.save}</Submit>
      </ActionForm>
    </Section>
  );
}

function ProfileField({ field: { name, max, rows, type, required }, profile }: { field: Shown; profile: ShopProfile }) {
  const kept = [profile[name]].flat().join(" ");
  const shared = {
    label: text.labels[name],
    ...(text.hints[name] && { hint: text.hints[name] }),
    name,
    maxLength: max,
    defaultValue: kept || text.suggestions[name] || "",
    autoComplete: "off",
    required: required === true,
  };
  return rows ? <FormField {...shared} multiline rows={rows} /> : <FormField {...shared} {...(type && { type })} />;
}
