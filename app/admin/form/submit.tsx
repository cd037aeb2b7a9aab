"use client";

import type { ReactNode } from "react";
import { Button, type ButtonKind } from "@/components/button";
import { text } from "../text";
import { useFormAround } from "./action-form-state";

type SubmitProps = { children: ReactNode; kind?: ButtonKind; className?: string; name?: string; value?: string; label?: string };

/** Sends its form once: a second click while the first is on its way does nothing. */
export function Submit({ children, kind, className, name, value, label }: SubmitProps) {
  const { isPending } = useFormAround();
  return (
    <Button
      type="submit"
      {...(kind && { kind })}
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
