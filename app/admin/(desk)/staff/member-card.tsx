import Link from "next/link";
import type { Role } from "@/lib/shop/owners/role";
import type { StaffMember } from "@/lib/shop/owners/staff/list-staff";
import { ActionForm } from "../../form/action-form";
import { ConfirmFold } from "../../form/confirm-fold";
import { FormSelect } from "../../form/form-select";
import { Submit } from "../../form/submit";
import { Badge, type Tone } from "../../parts/badge";
import { Facts } from "../../parts/facts";
import { Fold } from "../../parts/fold";
import { Time } from "../../parts/time";
import { text as common } from "../../text";
import { changeRoleAction, endMemberSessionsAction, removeMemberAction, resetAccessAction } from "./actions";
import { HandOn } from "./hand-on";
import { roleOptions } from "./role-options";
import { text } from "./text";

const TONE: Record<Role, Tone> = { OWNER: "go", CLERK: "ok", READER: "quiet" };

/** Somebody of the back office, with what can be done about them; about oneself the account's page has it. */
export function MemberCard({ member, isSelf }: { member: StaffMember; isSelf: boolean }) {
  const { name, login, role, since, seenAt, sessions, hasSecondStep, newDevices, isLockedOut } = member;
  return (
    <>
      <h3 className="mb-2 flex flex-wrap items-center gap-2 font-semibold">
        <span className="min-w-0 break-all">{name || login}</span>
        <Badge tone={TONE[role]}>{common.roles[role]}</Badge>
        {isSelf && <Badge tone="quiet">{text.you}</Badge>}
        {isLockedOut && <Badge tone="wait">{text.isLockedOut}</Badge>}
        {!isSelf && newDevices > 0 && <Badge tone="bad">{text.newDevices(newDevices)}</Badge>}
      </h3>
      <Facts
        facts={[
          [text.login, name !== "" && <span className="break-all">{login}</span>],
          [text.since, <Time key="since" at={since} />],
          [text.seen, seenAt ? <Time key="seen" at={seenAt} /> : text.never],
          [text.devices, text.sessions(sessions)],
          [text.secondStep, hasSecondStep ? text.hasSecondStep : text.noSecondStep],
        ]}
      />
      {isSelf ? <Yourself /> : <Deeds member={member} />}
    </>
  );
}

function Yourself() {
  return (
    <p className="mt-3 text-ink-3 text-xs">
      {text.yourselfHint}{" "}
      <Link href="/admin/account" className="inline-flex min-h-11 items-center text-alipay md:min-h-0">
        {text.toAccount}
      </Link>
    </p>
  );
}

function Deeds({ member: { id, role, sessions } }: { member: StaffMember }) {
  const memberId = <input type="hidden" name="memberId" value={id} />;
  return (
    <div className="mt-3 flex flex-col gap-2">
      <Fold name={text.changeRole}>
        <ActionForm action={changeRoleAction} className="flex flex-col gap-3" label={text.changeRole} about={id}>
          {memberId}
          <FormSelect label={text.role} name="role" options={roleOptions()} defaultValue={role} />
          <Submit className="w-full">{text.saveRole}</Submit>
        </ActionForm>
      </Fold>
      {sessions > 0 && (
        <ConfirmFold name={text.endSessions} action={endMemberSessionsAction} hint={text.endSessionsHint} confirm={text.confirmEnd}>
          {memberId}
        </ConfirmFold>
      )}
      <Fold name={text.reset}>
        <ActionForm action={resetAccessAction} className="flex flex-col gap-3" label={text.reset}>
          {memberId}
          <p className="text-ink-2 text-sm">{text.resetHint}</p>
          <Submit kind="soft" className="w-full">
            {text.confirmReset}
          </Submit>
          <HandOn />
        </ActionForm>
      </Fold>
      <ConfirmFold name={text.remove} action={removeMemberAction} hint={text.removeHint} confirm={text.confirmRemove}>
        {memberId}
      </ConfirmFold>
    </div>
  );
}
