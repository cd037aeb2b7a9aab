import { WORD_EVENTS, type WordEvent } from "@/lib/shop/word/outbox/word-event";
import { ActionForm } from "../../../form/action-form";
import { FormField } from "../../../form/form-field";
import { Submit } from "../../../form/submit";
import { HookFields, MailFields } from "../add-channel";
import { EventFields } from "../event-fields";
import { text as alerts } from "../text";
import { addWordAliyunAction, addWordHookAction, addWordMailAction } from "./actions";
import { text } from "./text";

const { labels, hints } = text;

/** Mails through a server of the owner's. */
export function AddWordMail() {
  return (
    <ActionForm action={addWordMailAction} label={text.addEmail} className="flex flex-col gap-4" fold={{ name: text.addEmail }}>
      <p className="text-ink-2 text-sm">{alerts.emailHint}</p>
      <MailFields />
      <Rest chosen={WORD_EVENTS} />
    </ActionForm>
  );
}

/** SMS by a vendor, or by a program of the owner's. */
export function AddWordSms() {
  return (
    <div className="flex flex-col gap-3">
      <ActionForm action={addWordAliyunAction} label={text.addAliyun} className="flex flex-col gap-4" fold={{ name: text.addAliyun }}>
        <p className="text-ink-2 text-sm">{text.aliyunHint}</p>
        <FormField label={labels.keyId} name="keyId" required autoComplete="off" maxLength={64} />
        {/* Its name has "password" in it, so that no answer brings it back (lib/server/action.ts). */}
        <FormField label={labels.keyPassword} name="keyPassword" required type="password" autoComplete="new-password" maxLength={100} />
        <FormField label={labels.signName} name="signName" hint={hints.signName} required autoComplete="off" maxLength={40} />
        <FormField label={labels.templatePaid} name="templatePaid" hint={hints.templatePaid} autoComplete="off" maxLength={40} />
        <FormField label={labels.templateShipped} name="templateShipped" hint={hints.templateShipped} autoComplete="off" maxLength={40} />
        <FormField
          label={labels.templateRefunded}
          name="templateRefunded"
          hint={hints.templateRefunded}
          autoComplete="off"
          maxLength={40}
        />
        <Rest chosen={WORD_EVENTS} />
      </ActionForm>
      <ActionForm action={addWordHookAction} label={text.addWebhook} className="flex flex-col gap-4" fold={{ name: text.addWebhook }}>
        <p className="text-ink-2 text-sm">{text.webhookHint}</p>
        <HookFields />
        <Rest chosen={WORD_EVENTS} />
      </ActionForm>
    </div>
  );
}

function Rest({ chosen }: { chosen: readonly WordEvent[] }) {
  return (
    <>
      <EventFields legend={text.labels.events} words={text.events} events={WORD_EVENTS} chosen={chosen} />
      <Submit className="self-start">{alerts.add}</Submit>
    </>
  );
}
