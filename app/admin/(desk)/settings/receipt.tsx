import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { Submit } from "../../form/submit";
import { Section } from "../../parts/section";
import { saveReceiveDaysAction } from "./actions";
import { text } from "./text";

const words = text.receipt;

/** After how many days an order counts as received. */
export function Receipt({ days }: { days: number }) {
  return (
    <Section title={words.title} id="receipt">
      <p className="mb-4 text-ink-2 text-sm">{words.hint}</p>
      <ActionForm action={saveReceiveDaysAction} className="flex flex-col gap-4" label={words.title}>
        <FormField
          label={words.days}
          hint={words.daysHint}
          name="days"
          inputMode="numeric"
          maxLength={2}
          autoComplete="off"
          required
          defaultValue={String(days)}
        />
        <Submit className="self-start">{text.save}</Submit>
      </ActionForm>
    </Section>
  );
}
