import type { ReactNode } from "react";
import { ALERT_EVENTS } from "@/lib/shop/alerts/outbox/alert-event";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { Submit } from "../../form/submit";
import { addEmailAction, addRobotAction, addWebhookAction } from "./actions";
import { EventFields } from "./event-fields";
import { text } from "./text";

const { labels, hints } = text;

/** The three ways to add a channel, each folded away. */
export function AddChannel() {
  return (
    <div className="flex flex-col gap-3">
      <Adding name={text.addRobot} action={addRobotAction} hint={text.robotHint}>
        <Typed name="secretUrl" inputMode="url" />
        <Secret name="signPassword" hint={hints.signPassword} />
      </Adding>
      <Adding name={text.addEmail} action={addEmailAction} hint={text.emailHint}>
        <MailFields />
        <Typed name="to" type="email" />
      </Adding>
      <Adding name={text.addWebhook} action={addWebhookAction} hint={text.webhookHint}>
        <HookFields />
      </Adding>
    </div>
  );
}

/** A mail server, and who its mails are from. */
export function MailFields() {
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)_6rem] gap-3">
        <Typed name="host" />
        <Typed name="port" inputMode="numeric" defaultValue="465" />
      </div>
      <Typed name="user" />
      <Secret name="mailPassword" />
      <Typed name="from" type="email" />
    </>
  );
}

/** The owner's own program. */
export function HookFields() {
  return (
    <>
      <Typed name="secretHook" inputMode="url" />
      <Secret name="hookPassword" hint={hints.hookPassword} />
    </>
  );
}

type AddingProps = { name: string; action: typeof addRobotAction; hint: string; children: ReactNode };

function Adding({ name, action, hint, children }: AddingProps) {
  return (
    <ActionForm action={action} label={name} className="flex flex-col gap-4" fold={{ name }}>
      <p className="text-ink-2 text-sm">{hint}</p>
      <Typed name="name" maxLength={20} />
      {children}
      <EventFields legend={text.labels.events} words={text.events} events={ALERT_EVENTS} chosen={ALERT_EVENTS} />
      <Submit className="self-start">{text.add}</Submit>
    </ActionForm>
  );
}

type FieldName = keyof typeof labels;
type TypedProps = { name: FieldName; type?: string; inputMode?: "url" | "numeric"; maxLength?: number; defaultValue?: string };

function Typed({ name, ...props }: TypedProps) {
  const hint = (hints as Partial<Record<FieldName, string>>)[name];
  return <FormField label={labels[name]} name={name} {...(hint && { hint })} required autoComplete="off" maxLength={1000} {...props} />;
}

/** Its name has "password" in it, so that no answer brings it back (lib/server/action.ts). So has "secret" an address that is one. */
function Secret({ name, hint }: { name: FieldName; hint?: string }) {
  return <FormField label={labels[name]} name={name} {...(hint && { hint })} type="password" autoComplete="new-password" maxLength={200} />;
}
