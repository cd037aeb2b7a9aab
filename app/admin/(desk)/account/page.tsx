import type { Metadata } from "next";
import Link from "next/link";
import { Icon } from "@/components/icon";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { Submit } from "../../form/submit";
import { requireOwner } from "../../owner";
import { PageTitle } from "../../parts/page-title";
import { Section } from "../../parts/section";
import { text as common } from "../../text";
import { changePasswordAction, logoutAction } from "./actions";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

const LINKS = [
  { href: "/admin/reports", icon: "scale", name: common.reports },
  { href: "/admin/categories", icon: "grid", name: common.categories },
  { href: "/admin/deliveries", icon: "shield", name: common.deliveries },
  { href: "/admin/privacy", icon: "search", name: common.privacy },
  { href: "/", icon: "store", name: common.toShop },
] as const;

export default async function AccountPage() {
  const owner = await requireOwner("/admin/account");
  return (
    <>
      <PageTitle title={text.title} />
      <div className="flex max-w-xl flex-col gap-4">
        <Section title={text.more} className="md:hidden">
          <ul className="divide-y divide-line">
            {LINKS.map(({ href, icon, name }) => (
              <li key={href}>
                <Link href={href} className="flex min-h-12 items-center gap-3">
                  <Icon name={icon} className="size-5 text-ink-2" />
                  <span className="flex-1">{name}</span>
                  <Icon name="next" className="size-4 text-ink-3" />
                </Link>
              </li>
            ))}
          </ul>
        </Section>
        <Section title={text.signedInAs}>
          <p className="mb-3 font-medium">{owner.login}</p>
          <ActionForm action={logoutAction}>
            <Submit kind="outline">{text.logout}</Submit>
          </ActionForm>
        </Section>
        <Section title={text.password}>
          <ActionForm action={changePasswordAction} className="flex flex-col gap-4" label={text.password}>
            <input type="text" name="username" value={owner.login} autoComplete="username" hidden readOnly disabled />
            <FormField
              label={text.current}
              name="currentPassword"
              type="password"
              autoComplete="current-password"
              required
              maxLength={200}
            />
            <FormField
              label={text.next}
              hint={text.nextHint}
              name="newPassword"
              type="password"
              autoComplete="new-password"
              required
              maxLength={200}
            />
            <FormField label={text.repeat} name="repeatPassword" type="password" autoComplete="new-password" required maxLength={200} />
            <p className="text-ink-3 text-xs">{text.changeHint}</p>
            <Submit className="self-start">{text.change}</Submit>
          </ActionForm>
        </Section>
      </div>
    </>
  );
}
