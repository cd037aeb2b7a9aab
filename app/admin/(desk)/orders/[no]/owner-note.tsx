import { stampOf } from "@/lib/server/stamp";
import { MAX_OWNER_NOTE } from "@/lib/shop/orders/note-order";
import { ActionForm } from "../../../form/action-form";
import { FormField } from "../../../form/form-field";
import { Submit } from "../../../form/submit";
import { WasField } from "../../../form/was-field";
import { Section } from "../../../parts/section";
import { noteAction } from "./note-action";
import { noteText as text } from "./note-text";

type OwnerNoteProps = { order: { id: string; ownerNote: string }; mayWrite: boolean };

/** The shop's own note on an order; a field for whoever may write it. */
export function OwnerNote({ order: { id, ownerNote }, mayWrite }: OwnerNoteProps) {
  if (!mayWrite)
    return (
      <Section title={text.title}>
        <p className={`whitespace-pre-line break-words text-sm ${ownerNote ? "" : "text-ink-3"}`}>{ownerNote || text.none}</p>
      </Section>
    );
  return (
    <Section title={text.title}>
      <ActionForm action={noteAction} className="flex flex-col gap-3" label={text.title}>
        <input type="hidden" name="orderId" value={id} />
        <WasField was={stampOf({ ownerNote })} />
        <FormField
          multiline
          label={text.label}
          hint={text.hint}
          name="ownerNote"
          rows={2}
          maxLength={MAX_OWNER_NOTE}
          defaultValue={ownerNote}
        />
        <Submit kind="outline">{text.save}</Submit>
      </ActionForm>
    </Section>
  );
}
