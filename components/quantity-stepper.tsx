"use client";

import { useState } from "react";
import { LineIcon } from "./line-icon";
import { MINUS, PLUS, QUANTITY_FIELD, QUANTITY_FRAME, STEP } from "./quantity-look";

/** `fewer`, `more`: what its buttons are called. */
type QuantityStepperProps = { name: string; label: string; fewer: string; more: string; max: number; first?: string };

/** − 1 +, from 1 to `max`, around a number field of its form. */
export function QuantityStepper({ name, label, fewer, more, max, first }: QuantityStepperProps) {
  const [typed, setTyped] = useState(first || "1");
  const value = Math.min(Math.max(Number(typed) || 1, 1), max);
  const step = (by: number) => setTyped(String(value + by));
  return (
    <span className={QUANTITY_FRAME}>
      <StepButton path={MINUS} label={fewer} disabled={value <= 1} onClick={() => step(-1)} />
      <input
        name={name}
        aria-label={label}
        value={typed}
        onChange={(event) => setTyped(event.target.value.replace(/\D/g, ""))}
        onBlur={() => setTyped(String(value))}
        {...QUANTITY_FIELD}
      />
      <StepButton path={PLUS} label={more} disabled={value >= max} onClick={() => step(1)} />
    </span>
  );
}

type StepButtonProps = { path: string; label: string; disabled: boolean; onClick: () => void };

function StepButton({ path, label, ...props }: StepButtonProps) {
  return (
    <button type="button" aria-label={label} className={`${STEP} active:bg-paper disabled:opacity-35`} {...props}>
      <LineIcon path={path} className="size-4.5" />
    </button>
  );
}
