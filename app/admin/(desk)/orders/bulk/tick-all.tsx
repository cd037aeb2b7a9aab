"use client";

import { useEffect, useRef } from "react";
import { useHasScript } from "../../../has-script";

/** Ticks all orders of the page, or none. Not there without JavaScript, where none ticked means all that were found. */
export function TickAll({ form, label }: { form: string; label: string }) {
  const hasScript = useHasScript();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const all = document.getElementById(form);
    const show = () => {
      const ticks = ticksOf(form);
      const count = ticks.filter(({ checked }) => checked).length;
      if (!box.current) return;
      box.current.checked = count > 0 && count === ticks.length;
      box.current.indeterminate = count > 0 && count < ticks.length;
    };
    show();
    all?.addEventListener("change", show);
    return () => all?.removeEventListener("change", show);
  });
  if (!hasScript) return null;
  return (
    <label className="inline-flex min-h-11 items-center gap-3 px-4 text-sm">
      <input
        ref={box}
        type="checkbox"
        className="size-5 accent-brand"
        onChange={({ target }) => {
          for (const tick of ticksOf(form)) tick.checked = target.checked;
        }}
      />
      {label}
    </label>
  );
}

function ticksOf(form: string): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(`#${form} input[name=no]`)];
}
