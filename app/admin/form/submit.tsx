"use client";

import type { ReactNode } from "react";
import { Button, type ButtonKind } from "@/components/button";
import { text } from "../text";
import { useFormAround } from "./action-form-state";

type SubmitProps = {
  children: ReactNode;
  kind?: ButtonKind;
  className?: string;
  name?: string;
  value?: string;
  label?: string;
  /** Sends what the form asked for. Until then the form's first button steps back, so that one of the two is the main one. */
  confirms?: boolean;
};

/** Sends its form once: a second click while the first is on its way does nothing. */
export function Submit({ children, kind, className, name, value, label, confirms = false }: SubmitProps) {
  const { state, isPending } = useFormAround();
  const look = state?.asks && !confirms ? "outline" : kind;
  return (
    <Button
      type="submit"
      {...(look && { kind: look })}
      {...(className && { className })}
      name={name}
      value={value}
      disabled={isPending}
      aria-label={label}
    >
      {isPending && !label ? text.sending : children}
    </Button>
  );
}
