"use client";

import { useState } from "react";
import { Button, type ButtonKind } from "@/components/button";
import { useForm } from "@/components/use-form";
import type { FormState } from "@/lib/server/action";
import { ConfirmSheet, type ConfirmWords } from "./confirm-sheet";

/** `name` tells the forms of a page apart. */
export type Confirmed = {
  name: string;
  no: string;
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  words: ConfirmWords;
  kind: ButtonKind;
};

/** An action on an order that has to be confirmed: its sheet, the button that opens it, and whether it is done. */
export function useConfirm({ name, no, action, words, kind }: Confirmed) {
  const [isOpen, setOpen] = useState(false);
  const { state, isPending, form } = useForm(name, action);
  const sheet = (
    <ConfirmSheet
      no={no}
      form={form}
      isPending={isPending}
      words={words}
      open={isOpen}
      onClose={() => setOpen(false)}
      refusal={state && !state.ok ? state.message : undefined}
    />
  );
  const opener = (
    <Button kind={kind} data-needs-script="" onClick={() => setOpen(true)}>
      {words.open}
    </Button>
  );
  return { sheet, opener, isDone: state?.ok === true, close: () => setOpen(false) };
}
