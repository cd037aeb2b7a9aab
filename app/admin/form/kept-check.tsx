"use client";

import { useEffect, useRef } from "react";
import { useFormAround } from "./action-form-state";

type KeptCheckProps = {
  name: string;
  label: string;
  checked: boolean /** A field of the form that unticks it when it is changed, unless its owner has touched it. */;
  untickedBy?: string;
};

/** A tick that a form which comes back with an error keeps as it was sent. */
export function KeptCheck({ name, label, checked, untickedBy }: KeptCheckProps) {
  const { state } = useFormAround();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const form = box.current?.form;
    if (!form || untickedBy === undefined) return;
    let isTouched = false;
    const onInput = ({ target }: Event) => {
      const tick = box.current;
      if (target === tick) isTouched = true;
      else if (tick && !isTouched && target instanceof HTMLInputElement && target.name === untickedBy)
        tick.checked = tick.defaultChecked && target.value === target.defaultValue;
    };
    form.addEventListener("input", onInput);
    return () => form.removeEventListener("input", onInput);
  }, [untickedBy]);
  const isTicked = state?.values ? state.values[name] === "on" : checked;
  return (
    <label className="inline-flex min-h-11 cursor-pointer items-center gap-2 text-sm">
      <input
        key={String(isTicked)}
        ref={box}
        type="checkbox"
        name={name}
        defaultChecked={isTicked}
        className="size-5 shrink-0 accent-brand"
      />
      {label}
    </label>
  );
}
