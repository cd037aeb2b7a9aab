import type { Metadata } from "next";
import { ActionForm } from "../../../form/action-form";
import { FormField } from "../../../form/form-field";
import { Submit } from "../../../form/submit";
import { requireMember } from "../../../member";
import { PageTitle } from "../../../parts/page-title";
import { Section } from "../../../parts/section";
import { text } from "../text";
import { explainTextAction } from "./actions";

export const metadata: Metadata = { title: text.paste };

export default async function ExplainPage() {
  await requireMember("contract", "/admin/deliveries/explain");
  return (
    <>
      <PageTitle title={text.paste} back={{ href: "/admin/deliveries", name: text.back }} />
      <Section title={text.pasteWhat}>
        <p className="mb-3 text-ink-2 text-sm">{text.pasteLead}</p>
        <div className="whitespace-pre-line [overflow-wrap:anywhere]">
          <ActionForm action={explainTextAction} className="grid gap-3" label={text.paste}>
            <FormField
              label={text.pasteField}
              name="secretText"
              hint={text.pasteHint}
              multiline
              rows={10}
              maxLength={60_001}
              autoComplete="off"
              spellCheck={false}
              className="min-w-0"
            />
            <Submit className="md:justify-self-start">{text.pasteGo}</Submit>
          </ActionForm>
        </div>
      </Section>
    </>
  );
}
