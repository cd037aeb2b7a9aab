import type { Metadata } from "next";
import { stampOf } from "@/lib/server/stamp";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { readSynonymLines } from "@/lib/shop/search/read-synonyms";
import { BUILT_IN } from "@/lib/shop/search/synonyms";
import { ActionForm } from "../../../form/action-form";
import { FormField } from "../../../form/form-field";
import { Submit } from "../../../form/submit";
import { WasField } from "../../../form/was-field";
import { requireMember } from "../../../member";
import { PageTitle } from "../../../parts/page-title";
import { Section } from "../../../parts/section";
import { saveSynonymsAction } from "./actions";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function SynonymsPage() {
  await requireMember("settings", "/admin/settings/synonyms");
  const lines = await readSynonymLines(getShop());
  return (
    <>
      <PageTitle title={text.title} back={{ href: "/admin/settings", name: text.back }} />
      <Section title={text.lead} id="synonyms">
        <ul className="mb-4 list-disc pl-5 text-ink-2 text-sm">
          {text.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
        <ActionForm action={saveSynonymsAction} className="flex flex-col gap-4" label={text.title}>
          <WasField was={stampOf({ lines })} />
          <FormField
            label={text.label}
            {...(lines === BUILT_IN && { hint: text.builtIn })}
            name="lines"
            multiline
            rows={18}
            maxLength={12_000}
            defaultValue={lines.join("\n")}
            autoComplete="off"
          />
          <Submit className="self-start">{text.save}</Submit>
        </ActionForm>
      </Section>
    </>
  );
}
