"use client";

import { useState } from "react";
import { Icon } from "./icon";
import { componentsText as text } from "./text";

/** − 1 +, from 1 to `max`, around a number field of its form; without JavaScript only the field is shown. */
export function QuantityStepper({ name, label, max }: { name: string; label: string; max: number }) {
  const [typed, setTyped] = useState("1");
  const value = Math.min(Math.max(Number(typed) || 1, 1), max);
  const step = (by: number) => setTyped(String(value + by));
  return (
    <span className="inline-flex items-center rounded-full border border-line bg-card">
      <StepButton icon="minus" label={text.fewer(label)} disabled={value <= 1} onClick={() => step(-1)} />
      <input
        name={name}
        aria-label={label}
        type="text"
        inputMode="numeric"
        pattern="[0-9]{1,2}"
        maxLength={2}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value.replace(/\D/g, ""))}
        onBlur={() => setTyped(String(value))}
        className="h-11 w-11 bg-transparent text-center text-base tabular-nums"
      />
      <StepButton icon="plus" label={text.more(label)} disabled={value >= max} onClick={() => step(1)} />
    </span>
  );
}

type StepButtonProps = { icon: "minus" | "plus"; label: string; disabled: boolean; onClick: () => void };

function StepButton({ icon, label, ...props }: StepButtonProps) {
  return (
    <button
      type="button"
      data-needs-script=""
      aria-label={label}
      className="grid size-11 place-items-center rounded-full text-ink-2 active:bg-paper disabled:opacity-35"
      {...props}
    >
      <Icon name={icon} className="size-4.5" />
    </button>
  );
}
