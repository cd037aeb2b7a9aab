"use client";

import type { ReactNode } from "react";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { useWords } from "@/components/script-words";
import type { Address } from "@/lib/shop/addresses/address";
import { formatArea, parseAreaText } from "@/lib/shop/addresses/area";
import { MAX_PASTED } from "@/lib/shop/addresses/pasted";
import type { PasteParts } from "../paste-box";
import { RegionField } from "./region-field";
import type { AddressWords } from "./text";

type AddressSectionProps = {
  words: AddressWords;
  remembered: Address | null;
  values: Record<string, string>;
  errors: Record<string, string>;
  region: string;
  onRegion: (region: string) => void;
  /** There is no picker to open. */
  isTyped: boolean;
  isComing: boolean;
  onOpenPicker: () => void;
  /** The box of 智能识别. */
  paste: PasteParts;
  /** What is said of fields that were filled in to be looked at; null or empty: none were. */
  filled: string | null;
};
type SectionProps = AddressSectionProps & { choice: ReactNode };

/** The delivery address. The last one is folded: it can be used as it is, or opened and changed. */
export function AddressSection({ choice, ...props }: SectionProps) {
  const { words: text, remembered, errors, filled, values, region } = props;
  const { ownersLang } = useWords();
  const hasErrors = ["name", "phone", "region", "detail", "paste"].some((name) => errors[name]);
  return (
    <section aria-labelledby="address-title" className="overflow-hidden rounded-card bg-card">
      {remembered ? (
        <details open={hasErrors || Boolean(filled) || Boolean(values.paste)} className="group p-4">
          <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between gap-3 [&::-webkit-details-marker]:hidden">
            <div className="min-w-0">
              <h2 id="address-title" className="text-ink-2 text-sm group-open:font-semibold group-open:text-base group-open:text-ink">
                {text.title}
              </h2>
              <div lang={ownersLang} className="group-open:hidden">
                <p className="mt-0.5 font-semibold text-lg leading-snug">
                  {values.name ?? remembered.name} <span className="ml-1 tabular-nums">{values.phone ?? remembered.phone}</span>
                </p>
                <p className="mt-0.5 text-sm">
                  {formatArea(parseAreaText(region) ?? remembered)} {values.detail ?? remembered.detail}
                </p>
              </div>
            </div>
            <span className="shrink-0 text-alipay text-sm group-open:hidden">{text.edit}</span>
          </summary>
          <AddressFields {...props} />
        </details>
      ) : (
        <div className="p-4">
          <h2 id="address-title" className="font-semibold">
            {text.title}
          </h2>
          <AddressFields {...props} />
        </div>
      )}
      {choice}
      <div
        aria-hidden="true"
        className="h-1 bg-[repeating-linear-gradient(115deg,var(--color-brand)_0_18px,transparent_18px_27px,var(--color-alipay)_27px_45px,transparent_45px_54px)] opacity-60"
      />
    </section>
  );
}

/** The fields of an address. `remembered`: what they begin with. */
export function AddressFields({
  words: text,
  remembered,
  values,
  errors,
  region,
  onRegion,
  isTyped,
  isComing,
  onOpenPicker,
  paste,
  filled,
}: AddressSectionProps) {
  const field = (name: "name" | "phone" | "detail") => ({
    name,
    label: text[name],
    error: errors[name],
    defaultValue: values[name] ?? remembered?.[name] ?? "",
  });
  return (
    <div className="mt-3 space-y-4">
      {/* A refusal leaves it open, with what was pasted; it never shuts what a person opened. */}
      <details data-paste="" className="rounded-xl bg-paper px-3" {...(values.paste && { open: true })}>
        {paste.head}
        <textarea
          id="paste"
          name="paste"
          rows={3}
          maxLength={MAX_PASTED}
          autoComplete="off"
          aria-invalid={errors.paste ? true : undefined}
          aria-describedby="paste-hint"
          defaultValue={values.paste}
          className="w-full rounded-xl border border-line bg-card px-3.5 py-2.5 text-base"
        />
        {paste.foot}
      </details>
      <Notice>{filled}</Notice>
      <div className="grid grid-cols-2 items-start gap-3">
        <Field {...field("name")} autoComplete="name" />
        <Field {...field("phone")} type="tel" inputMode="tel" autoComplete="tel-national" />
      </div>
      <RegionField
        words={text}
        value={region}
        error={errors.region}
        onChange={onRegion}
        isTyped={isTyped}
        isComing={isComing}
        onOpenPicker={onOpenPicker}
      />
      <Field {...field("detail")} multiline rows={2} autoComplete="street-address" placeholder={text.detailPlaceholder} />
    </div>
  );
}
