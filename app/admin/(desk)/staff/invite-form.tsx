import { MAX_MEMBER_NAME } from "@/lib/shop/owners/staff/invitation";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { FormRadios } from "../../form/form-radios";
import { Submit } from "../../form/submit";
import { Section } from "../../parts/section";
import { inviteAction } from "./actions";
import { HandOn } from "./hand-on";
import { roleOptions } from "./role-options";
import { text } from "./text";

/** The form stays in place while its link is shown, since nothing shows it again. */
export function InviteForm() {
  return (
    <Section title={text.invite} id="invite">
      <ActionForm action={inviteAction} className="flex flex-col gap-4" label={text.invite}>
        <FormField label={text.name} hint={text.nameHint} name="name" required autoComplete="off" maxLength={MAX_MEMBER_NAME} />
        <FormRadios label={text.role} name="role" options={roleOptions()} />
        <p className="text-ink-3 text-xs">{text.inviteHint}</p>
        <Submit className="self-start">{text.submitInvite}</Submit>
        <HandOn />
      </ActionForm>
    </Section>
  );
}
