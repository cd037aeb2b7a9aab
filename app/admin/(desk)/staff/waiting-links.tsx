import type { ListedInvitation } from "@/lib/shop/owners/staff/list-staff";
import { ActionForm } from "../../form/action-form";
import { Submit } from "../../form/submit";
import { Badge } from "../../parts/badge";
import { Section } from "../../parts/section";
import { Time } from "../../parts/time";
import { text as common } from "../../text";
import { revokeAction } from "./actions";
import { text } from "./text";

/** Links that can still be used, to be taken back. */
export function WaitingLinks({ invitations }: { invitations: readonly ListedInvitation[] }) {
  return (
    <Section title={text.waiting}>
      {invitations.length === 0 && <p className="text-ink-3 text-sm">{text.nobodyWaits}</p>}
      <ul className="divide-y divide-line">
        {invitations.map(({ id, name, role, isReset, expiresAt }) => (
          <li key={id} className="py-3 first:pt-0 last:pb-0">
            <p className="mb-1 flex flex-wrap items-center gap-2 text-sm">
              <span className="font-medium">{name || common.roles[role]}</span>
              <Badge tone="quiet">{isReset ? text.resetLink : common.roles[role]}</Badge>
              <span className="text-ink-3 text-xs">
                {text.until} <Time at={expiresAt} short />
              </span>
            </p>
            <ActionForm action={revokeAction} label={text.revokeNamed(name || common.roles[role])}>
              <input type="hidden" name="id" value={String(id)} />
              <Submit kind="outline">{text.revoke}</Submit>
            </ActionForm>
          </li>
        ))}
      </ul>
    </Section>
  );
}
