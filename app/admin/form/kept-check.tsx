"use client";

import { useFormAround } from "./action-form-state";

/** A tick that a form which comes back with an error keeps as it was sent. */
export function KeptCheck({ name, label, checked }: { name: string; label: string; checked: boolean }) {
  const { state } = useFormAround();
  const isTicked = state?.values ? state.values[name] === "on" : checked;
  return (
    <label className="inline-flex min-h-11 cursor-pointer items-center gap-2 text-sm">
      <input key={String(isTicked)} type="checkbox" name={name} defaultChecked={isTicked} className="size-5 shrink-0 accent-brand" />
      {label}
    </label>
  );
}
