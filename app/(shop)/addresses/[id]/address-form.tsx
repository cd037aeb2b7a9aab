"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { useFocusOnError } from "@/components/use-focus-on-error";
import { useForm } from "@/components/use-form";
import type { SavedAddress } from "@/lib/shop/addresses/address";
import { areaText, parseAreaText } from "@/lib/shop/addresses/area";
import { AddressFields } from "../../checkout/address-section";
import type { AddressWords } from "../../checkout/text";
import { useAreaSheet } from "../../checkout/use-area-sheet";
import type { PasteParts } from "../../paste-box";
import { saveAddress } from "../actions";

type AddressFormProps = {
  /** null: a new one. */
  saved: SavedAddress | null;
  paste: PasteParts;
  words: { box: string; save: string; saving: string };
  fields: AddressWords;
};

/** The same fields as at the checkout. */
export function AddressForm({ saved, paste, words, fields }: AddressFormProps) {
  const { state, isPending, form } = useForm("address", saveAddress);
  const values = state?.values ?? {};
  const errors = (state && !state.ok && state.fieldErrors) || {};
  const [region, setRegion] = useState(values.region ?? (saved ? areaText(saved) : ""));
  useEffect(() => {
    if (state?.values?.region) setRegion(state.values.region);
  }, [state]);
  const picker = useAreaSheet();
  useFocusOnError(form.ref, state);
  return (
    <>
      <form {...form} noValidate className="space-y-4 rounded-card bg-card p-4">
        {/* The first button is the one that Enter presses. */}
        <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only" />
        <input type="hidden" name="id" value={saved?.id ?? ""} />
        <AddressFields
          words={fields}
          remembered={saved}
          values={values}
          errors={errors}
          region={region}
          onRegion={setRegion}
          isTyped={picker.isTyped}
          isComing={picker.isComing}
          onOpenPicker={picker.open}
          paste={paste}
          filled={state?.ok ? state.message : null}
        />
        <label className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            name="isDefault"
            defaultChecked={state ? values.isDefault === "on" : saved?.isDefault}
            className="size-5"
          />
          {words.box}
        </label>
        <Notice kind="error">{!isPending && state && !state.ok ? state.message : null}</Notice>
        <Button type="submit" className="w-full" disabled={isPending}>
          {isPending ? words.saving : words.save}
        </Button>
      </form>
      {picker.Sheet && (
        <picker.Sheet
          words={fields.picker}
          open={picker.isOpen}
          value={parseAreaText(region)}
          onPick={(area) => setRegion(areaText(area))}
          onClose={picker.close}
        />
      )}
    </>
  );
}
