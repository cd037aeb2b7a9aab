"use client";

import { type ReactNode, useActionState, useState } from "react";
import { ActionBar } from "@/components/action-bar";
import { BottomSheet } from "@/components/bottom-sheet";
import { Button, type ButtonKind } from "@/components/button";
import { Notice } from "@/components/notice";
import type { FormState } from "@/lib/server/action";
import { OrderRef } from "./order-ref";

type ConfirmBarProps = {
  no: string;
  token?: string | undefined;
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  words: { open: string; back: string; question: string; consequence: string; button: string; going: string };
  kind?: ButtonKind;
  className?: string;
  /** What else stands in the bar. */
  children?: ReactNode;
};

/** The action bar with a deed that is asked about before it is done. Without JavaScript the question stands in the page. */
export function ConfirmBar({ no, token, action, words, kind = "outline", className, children }: ConfirmBarProps) {
  const [isOpen, setOpen] = useState(false);
  const [state, confirm, isPending] = useActionState(action, null);
  return (
    <>
      <BottomSheet open={isOpen} onClose={() => setOpen(false)} title={words.question}>
        <form action={confirm}>
          <h2 className="pr-10 font-semibold text-lg">{words.question}</h2>
          <p className="mt-2 mb-5 text-ink-2 text-sm">{words.consequence}</p>
          <Notice kind="error" className="mb-4">
            {state && !state.ok ? state.message : null}
          </Notice>
          <OrderRef no={no} token={token} />
          <div className="flex gap-3">
            <Button kind="outline" data-needs-script="" className="flex-1" onClick={() => setOpen(false)}>
              {words.back}
            </Button>
            <Button type="submit" kind="primary" className="flex-1" disabled={isPending}>
              {isPending ? words.going : words.button}
            </Button>
          </div>
        </form>
      </BottomSheet>
      <ActionBar className={className}>
        <Button kind={kind} data-needs-script="" onClick={() => setOpen(true)}>
          {words.open}
        </Button>
        {children}
      </ActionBar>
    </>
  );
}
