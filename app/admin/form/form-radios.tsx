"use client";

import { useId } from "react";
import { useFormAround } from "./action-form-state";

type FormRadiosProps = { label: string; name: string; options: readonly { value: string; label: string }[] };

/** One of a few, none of them chosen beforehand; shows its error from the form's last answer, and what had been chosen. */
export function FormRadios({ label, name, options }: FormRadiosProps) {
  const { state } = useFormAround();
  const id = useId();
  const error = state?.fieldErrors?.[name];
  const chosen = state?.values?.[name];
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 font-medium text-ink-2 text-sm">{label}</legend>
      {options.map((option) => (
        // A new key makes a new radio: React resets a form after its action to what was chosen at first.
        <label key={`${option.value}:${chosen}`} className="flex min-h-11 cursor-pointer items-center gap-2.5 text-base">
          <input
            type="radio"
            name={name}
            value={option.value}
            defaultChecked={option.value === chosen}
            required
            className="size-5 shrink-0 accent-brand"
          />
          {option.label}
        </label>
      ))}
      {error && (
        <p id={`${id}-error`} className="mt-1 text-brand-deep text-sm">
          {error}
        </p>
      )}
    </fieldset>
  );
}
