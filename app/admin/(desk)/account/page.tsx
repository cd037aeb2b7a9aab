import type { Metadata, Route } from "next";
import Link from "next/link";
import { Icon, type IconName } from "@/components/icon";
import { Notice } from "@/components/notice";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { type Factors, listFactors } from "@/lib/shop/owners/factors/list-factors";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { NewPasswordFields } from "../../form/new-access-fields";
import { Submit } from "../../form/submit";
import { requireMember } from "../../member";
import { Badge } from "../../parts/badge";
import { PageTitle } from "../../parts/page-title";
import { rarePlaces } from "../../parts/places";
import { Section } from "../../parts/section";
import { text as common } from "../../text";
import { changePasswordAction, logoutAction } from "./actions";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

type Place = { href: Route; icon: IconName; name: string; hint?: string };

const SHOP: Place = { href: "/", icon: "store", name: common.toShop };

export default async function AccountPage({ searchParams }: PageProps<"/admin/account">) {
  const member = await requireMember("account", "/admin/account");
  const { device } = await searchParams;
  const factors = await listFactors(getShop(), member.id);
  return (
    <>
      <PageTitle title={text.title} />
      <div className="flex max-w-xl flex-col gap-4">
        <Section title={text.more} className="md:hidden">
          <Places places={[...rarePlaces(member), SHOP]} />
        </Section>
        <Section title={text.signedInAs}>
          <p className="mb-3 flex flex-wrap items-center gap-2 font-medium">
            {member.name || member.login}
            <Badge tone="quiet">{common.roles[member.role]}</Badge>
            {member.name && <span className="font-normal text-ink-3 text-sm">{text.loginIs(member.login)}</span>}
          </p>
          <ActionForm action={logoutAction}>
            <Submit kind="outline">{text.logout}</Submit>
          </ActionForm>
        </Section>
        <Section title={text.access}>
          <Places
            places={[
              { href: "/admin/account/factors", icon: "shield", name: text.factors, hint: inWords(factors) },
              { href: "/admin/account/sessions", icon: "user", name: text.sessions, hint: text.sessionsHint },
            ]}
          />
        </Section>
        <Section title={text.password} id="password">
          <Notice kind="warn" className="mb-4">
            {device === "refused" && text.deviceRefused}
          </Notice>
          <ActionForm action={changePasswordAction} className="flex flex-col gap-4" label={text.password}>
            <input type="text" name="username" value={member.login} autoComplete="username" hidden readOnly disabled />
            <FormField
              label={text.current}
              name="currentPassword"
              type="password"
              autoComplete="current-password"
              required
              maxLength={200}
            />
            <NewPasswordFields name="newPassword" label={text.next} hint={text.nextHint} repeat={text.repeat} />
            <p className="text-ink-3 text-xs">{text.changeHint}</p>
            <Submit className="self-start">{text.change}</Submit>
          </ActionForm>
        </Section>
      </div>
    </>
  );
}

function Places({ places }: { places: Place[] }) {
  return (
    <ul className="divide-y divide-line">
      {places.map(({ href, icon, name, hint }) => (
        <li key={href}>
          <Link href={href} className="flex min-h-12 items-center gap-3 py-1.5">
            <Icon name={icon} className="size-5 text-ink-2" />
            <span className="min-w-0 flex-1">
              {name}
              {hint && <span className="block text-ink-3 text-xs">{hint}</span>}
            </span>
            <Icon name="next" className="size-4 text-ink-3" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function inWords({ hasTotp, passkeys }: Factors): string {
  const words = [...(hasTotp ? [text.hasTotp] : []), ...(passkeys.length > 0 ? [text.passkeys(passkeys.length)] : [])];
  return words.join("，") || text.noFactors;
}
