"use client";

import { useId } from "react";
import { useFormAround } from "./action-form-state";

type FormSelectProps = {
  label: string;
  name: string;
  options: readonly { value: string; label: string }[];
  defaultValue?: string | undefined;
  /** An empty first option, selected until another is chosen. */
  placeholder?: string;
};

export function FormSelect({ label, name, options, defaultValue, placeholder }: FormSelectProps) {
  const { state } = useFormAround();
  const id = useId();
  const error = state?.fieldErrors?.[name];
  const chosen = state?.values?.[name] ?? defaultValue ?? (placeholder ? "" : options[0]?.value);
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium text-ink-2 text-sm">
        {label}
      </label>
      {/* React resets a form after its action but leaves a select at its first default: a new key makes a new one. */}
      <select
        key={chosen}
        id={id}
        name={name}
        defaultValue={chosen}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        className={`min-h-11 w-full rounded-xl border bg-card px-3 text-base ${error ? "border-brand" : "border-line"}`}
      >
        {placeholder && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {error && (
        <p id={`${id}-error`} className="mt-1 text-brand-deep text-sm">
          {error}
        </p>
      )}
    </div>
  );
}
