import type { Metadata } from "next";
import { EmptyState } from "@/components/empty-state";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { ROLES } from "@/lib/shop/owners/role";
import { listStaff } from "@/lib/shop/owners/staff/list-staff";
import { requireMember } from "../../member";
import { PageTitle } from "../../parts/page-title";
import { Section } from "../../parts/section";
import { text as common } from "../../text";
import { InviteForm } from "./invite-form";
import { MemberCard } from "./member-card";
import { text } from "./text";
import { WaitingLinks } from "./waiting-links";

export const metadata: Metadata = { title: text.title };

/** 店员: who works here and what they may do. */
export default async function StaffPage() {
  const member = await requireMember("staff", "/admin/staff");
  const { members, invitations } = await listStaff(getShop());
  const isAlone = members.length === 1;
  return (
    <>
      <PageTitle title={text.title} />
      <p className="mb-4 max-w-3xl text-ink-2 text-sm">{text.lead}</p>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <section aria-label={text.members}>
            <h2 className="sr-only">{text.members}</h2>
            <ul className="grid items-start gap-3 md:grid-cols-2">
              {members.map((one) => (
                <li key={one.id} className="rounded-card border border-line bg-card p-4">
                  <MemberCard member={one} isSelf={one.id === member.id} />
                </li>
              ))}
              {isAlone && (
                <li className="rounded-card border border-line border-dashed">
                  <EmptyState title={text.aloneTitle} hint={text.aloneHint} />
                </li>
              )}
            </ul>
          </section>
          <Roles />
        </div>
        <div className="flex flex-col gap-4">
          <InviteForm />
          {(invitations.length > 0 || !isAlone) && <WaitingLinks invitations={invitations} />}
        </div>
      </div>
    </>
  );
}

/** What each role may do, in words. */
function Roles() {
  return (
    <Section title={text.roles}>
      <dl className="divide-y divide-line text-sm">
        {ROLES.map((role) => (
          <div key={role} className="grid gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0 md:grid-cols-[4rem_1fr]">
            <dt className="font-semibold">{common.roles[role]}</dt>
            <dd>
              {text.roleWords[role].can}
              {text.roleWords[role].cannot && <span className="block text-ink-2">{text.roleWords[role].cannot}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
