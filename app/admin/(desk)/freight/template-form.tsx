import type { ComponentProps } from "react";
import type { FreightUnit } from "@/lib/shop/freight/freight";
import type { OwnerTemplate } from "@/lib/shop/freight/list-templates";
import { PROVINCE_CODES, PROVINCES } from "@/lib/shop/freight/province";
import { shortProvince } from "@/lib/shop/freight/short-province";
import { yuanText } from "@/lib/shop/money";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { FormSelect } from "../../form/form-select";
import { KeptField } from "../../form/kept-field";
import { Submit } from "../../form/submit";
import { Section } from "../../parts/section";
import { EXCLUDED, provinceField, ZONES, type ZoneField, zoneField } from "./template-fields";
import { text } from "./text";
import { ZoneFold } from "./zone-fold";

type Rules = Pick<OwnerTemplate, "rules">["rules"];
type TemplateFormProps = {
  action: ComponentProps<typeof ActionForm>["action"];
  unit: FreightUnit;
  rules: Rules;
  /** A template that is there already. */
  template?: OwnerTemplate;
};

/** A template: its name, a fee for each zone, and the zone of each province. */
export function TemplateForm({ action, unit, rules, template }: TemplateFormProps) {
  return (
    <ActionForm action={action} className="flex flex-col gap-4" label={template?.name ?? text.newTitle[unit]}>
      {template ? (
        <>
          <input type="hidden" name="id" value={template.id} />
          <KeptField name="version" value={String(template.version)} />
        </>
      ) : (
        <input type="hidden" name="unit" value={unit} />
      )}
      <Section title={text.fees}>
        <FormField
          label={text.name}
          hint={text.nameHint}
          name="name"
          required
          maxLength={20}
          defaultValue={template?.name}
          autoComplete="off"
        />
        <ul className="mt-4 flex flex-col gap-3">
          {ZONES.map((zone) => (
            <li key={zone}>
              <ZoneFields zone={zone} unit={unit} rules={rules} />
            </li>
          ))}
        </ul>
      </Section>
      <Section title={text.provinces}>
        <p className="mb-3 text-ink-2 text-sm">{text.provincesHint}</p>
        <ProvinceFields rules={rules} />
      </Section>
      <Submit className="md:self-start">{text.save}</Submit>
    </ActionForm>
  );
}

function ZoneFields({ zone, unit, rules }: { zone: number; unit: FreightUnit; rules: Rules }) {
  const name = text.zone[zone] ?? "";
  const known = zone === 0 ? rules.everywhere : rules.zones[zone - 1];
  const provinces = zone === 0 ? [] : (rules.zones[zone - 1]?.provinces ?? []);
  const title = zone > 0 && provinces.length > 0 ? `${name}：${provinces.map(shortProvince).join("、")}` : name;
  const isSpare = zone > 0 && !known;
  return (
    <ZoneFold zone={zone} name={isSpare ? text.spare(name) : title} isOpen={!isSpare}>
      {text.zoneHint[zone] && <p className="mb-3 text-ink-2 text-sm">{text.zoneHint[zone]}</p>}
      <div className="grid grid-cols-2 items-start gap-3 md:grid-cols-4">
        <Amount zone={zone} field="first" label={text.fields[unit].first} value={known && String(known.fee.first)} />
        <Amount zone={zone} field="firstFee" label={text.fields[unit].firstFee} value={known && feeText(known.fee.firstFeeFen)} decimal />
        <Amount zone={zone} field="step" label={text.fields[unit].step} value={known && String(known.fee.step)} />
        <Amount zone={zone} field="stepFee" label={text.fields[unit].stepFee} value={known && feeText(known.fee.stepFeeFen)} decimal />
        <Amount zone={zone} field="freeFen" label={text.freeFen} value={known?.free?.fen ? yuanText(known.free.fen) : ""} decimal />
        <Amount zone={zone} field="freePieces" label={text.freePieces} value={known?.free?.pieces ? String(known.free.pieces) : ""} />
      </div>
      <p className="mt-1 text-ink-3 text-xs">{text.freeHint}</p>
    </ZoneFold>
  );
}

type AmountProps = { zone: number; field: ZoneField; label: string; value: string | undefined; decimal?: true };

function Amount({ zone, field, label, value, decimal }: AmountProps) {
  return (
    <FormField
      label={label}
      name={zoneField(zone, field)}
      inputMode={decimal ? "decimal" : "numeric"}
      maxLength={9}
      defaultValue={value ?? ""}
      autoComplete="off"
    />
  );
}

/** A new template's fees are yet to be said: below nothing stands for that. */
function feeText(fen: number): string {
  return fen < 0 ? "" : yuanText(fen);
}

function ProvinceFields({ rules }: { rules: Rules }) {
  const options = [
    { value: "0", label: text.where.everywhere },
    ...ZONES.slice(1).map((zone) => ({ value: String(zone), label: text.zone[zone] ?? "" })),
    { value: EXCLUDED, label: text.where.excluded },
  ];
  return (
    <ul className="grid grid-cols-2 items-start gap-3 sm:grid-cols-3 lg:grid-cols-4 xl:grid-cols-6">
      {PROVINCE_CODES.map((code) => (
        <li key={code}>
          <FormSelect
            label={shortProvince(PROVINCES[code])}
            name={provinceField(code)}
            options={options}
            defaultValue={placeOf(rules, PROVINCES[code])}
          />
        </li>
      ))}
    </ul>
  );
}

function placeOf({ zones, excluded }: Rules, province: string): string {
  if (excluded.includes(province)) return EXCLUDED;
  return String(zones.findIndex(({ provinces }) => provinces.includes(province)) + 1);
}
