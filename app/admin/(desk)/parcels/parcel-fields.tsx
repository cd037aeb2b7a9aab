"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { guessCouriers } from "@/lib/shop/parcels/guess-couriers";
import { FormField } from "../../form/form-field";
import { FormSelect } from "../../form/form-select";
import { KeptField } from "../../form/kept-field";
import { ScanButton } from "./scan-button";
import { text } from "./text";

type ParcelFieldsProps = {
  orderId: string;
  /** The courier to begin with: the parcel's own, or the one used last. */
  courier?: string | undefined;
  trackingNo?: string;
  isRemembered?: boolean;
  /** Begins with the number where there is a desk: a scanner there types it, and sends the form. */
  isFirst?: boolean;
  hasCamera?: boolean;
};

/**
 * With whom and under which number a parcel travels. While the number is typed the courier is proposed, until somebody chooses one;
 * without JavaScript the shop does the same once the form is sent.
 */
export function ParcelFields({
  orderId,
  courier = "",
  trackingNo,
  isRemembered = false,
  isFirst = false,
  hasCamera = false,
}: ParcelFieldsProps) {
  const fields = useRef<HTMLDivElement>(null);
  const isChosen = useRef(false);
  const [guess, setGuess] = useState("");
  useEffect(() => {
    if (isFirst && window.matchMedia("(pointer: fine)").matches) numberIn(fields.current)?.focus({ preventScroll: true });
  }, [isFirst]);
  const name = (one: string) => (isRemembered && one === courier ? text.lastUsed(one) : one);
  const options = [...text.couriers, ...text.withoutNumber].map((one) => ({ value: one, label: name(one) }));
  const onInput = ({ target }: FormEvent<HTMLDivElement>) => {
    if (target instanceof HTMLSelectElement) isChosen.current = true;
    if (!(target instanceof HTMLInputElement) || target.name !== "trackingNo") return;
    const guesses = guessCouriers(target.value);
    const found = guesses.length === 1 ? (guesses[0]?.name ?? "") : "";
    setGuess(found);
    const select = fields.current?.querySelector("select");
    if (found && select && !isChosen.current) select.value = found;
  };
  return (
    <div ref={fields} onInput={onInput} className="flex flex-col gap-3">
      <input type="hidden" name="orderId" value={orderId} />
      <KeptField name="sure" value="" />
      <div>
        <FormField
          label={text.trackingNo}
          name="trackingNo"
          hint={text.trackingHint}
          maxLength={64}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          enterKeyHint="done"
          defaultValue={trackingNo}
        />
        <p aria-live="polite" className="mt-1 text-ok text-sm empty:hidden">
          {guess && text.looksLike(guess)}
        </p>
        {hasCamera && <ScanButton form={fields} />}
      </div>
      <FormSelect label={text.courier} name="courier" options={options} defaultValue={courier} placeholder={text.byNumber} />
    </div>
  );
}

function numberIn(form: HTMLElement | null): HTMLInputElement | null | undefined {
  return form?.querySelector<HTMLInputElement>("input[name=trackingNo]");
}
