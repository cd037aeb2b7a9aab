"use client";

import { type ReactNode, useState } from "react";
import { ActionBar } from "@/components/action-bar";
import { Button, type ButtonKind } from "@/components/button";
import { useForm } from "@/components/use-form";
import type { FormState } from "@/lib/server/action";
import { ConfirmSheet, type ConfirmWords } from "./confirm-sheet";

type ConfirmBarProps = {
  no: string;
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  words: ConfirmWords;
  kind?: ButtonKind;
  className?: string;
  /** What else is in the bar. */
  children?: ReactNode;
};

/** The action bar with one action that has to be confirmed. */
export function ConfirmBar({ no, action, words, kind = "outline", className, children }: ConfirmBarProps) {
  const [isOpen, setOpen] = useState(false);
  const { state, isPending, form } = useForm(words.open, action);
  return (
    <>
      <ConfirmSheet
        no={no}
        form={form}
        isPending={isPending}
        words={words}
        open={isOpen}
        onClose={() => setOpen(false)}
        refusal={state && !state.ok ? state.message : undefined}
      />
      <ActionBar className={className}>
        <Button kind={kind} data-needs-script="" onClick={() => setOpen(true)}>
          {words.open}
        </Button>
        {children}
      </ActionBar>
    </>
  );
}
