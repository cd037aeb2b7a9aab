import { OVERSEAS, PROVINCE_CODES, PROVINCES, REMOTE } from "@/lib/shop/freight/province";
import type { readWholeOrderFree } from "@/lib/shop/freight/read-freight";
import { shortProvince } from "@/lib/shop/freight/short-province";
import { yuanText } from "@/lib/shop/money";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { KeptCheck } from "../../form/kept-check";
import { KeptField } from "../../form/kept-field";
import { Submit } from "../../form/submit";
import { Fold } from "../../parts/fold";
import { Section } from "../../parts/section";
import { setWholeOrderFreeAction } from "./actions";
import { namesOf } from "./rules-in-words";
import { provinceField } from "./template-fields";
import { text } from "./text";

type WholeOrderFreeProps = { whole: Awaited<ReturnType<typeof readWholeOrderFree>> };

/** 整单包邮: a sum, and the provinces that it does not hold for; at first those where parcels cost much. */
export function WholeOrderFree({ whole: { free, version } }: WholeOrderFreeProps) {
  const except = free?.except ?? [...REMOTE, ...OVERSEAS];
  return (
    <Section title={text.whole} id="whole">
      <p className="mb-4 text-ink-2 text-sm">{text.wholeHint}</p>
      <ActionForm action={setWholeOrderFreeAction} className="flex flex-col gap-4" label={text.whole}>
        <KeptField name="version" value={String(version)} />
        <FormField
          label={text.wholeFen}
          name="fen"
          inputMode="decimal"
          maxLength={10}
          defaultValue={free ? yuanText(free.fromFen) : ""}
          autoComplete="off"
        />
        <Fold name={<span className="py-2">{`${text.exceptTitle}（${namesOf(except) || "—"}）`}</span>}>
          <fieldset>
            <legend className="sr-only">{text.exceptTitle}</legend>
            <ul className="grid grid-cols-3 sm:grid-cols-4">
              {PROVINCE_CODES.map((code) => (
                <li key={code}>
                  <KeptCheck name={provinceField(code)} label={shortProvince(PROVINCES[code])} checked={except.includes(PROVINCES[code])} />
                </li>
              ))}
            </ul>
          </fieldset>
        </Fold>
        <Submit className="self-start">{text.save}</Submit>
      </ActionForm>
    </Section>
  );
}
