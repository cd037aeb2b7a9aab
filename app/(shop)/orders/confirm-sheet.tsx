"use client";

import type { ReactNode } from "react";
import { BottomSheet } from "@/components/bottom-sheet";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import type { useForm } from "@/components/use-form";
import { OrderRef } from "./order-ref";

export type ConfirmWords = { open: string; back: string; question: string; consequence: string; button: string; going: string };

type ConfirmSheetProps = {
  no: string;
  form: ReturnType<typeof useForm>["form"];
  isPending: boolean;
  words: ConfirmWords;
  open: boolean;
  onClose: () => void;
  /** Why the action was refused. */
  refusal?: string | undefined;
  /** Further fields of the form. */
  children?: ReactNode;
};

/** Asks for confirmation of an action. Without JavaScript the question is part of the page. */
export function ConfirmSheet({ no, form, isPending, words, open, onClose, refusal, children }: ConfirmSheetProps) {
  return (
    <BottomSheet open={open} onClose={onClose} title={words.question}>
      <form {...form}>
        <h2 className="pr-10 font-semibold text-lg">{words.question}</h2>
        <p className="mt-2 mb-5 text-ink-2 text-sm">{words.consequence}</p>
        <Notice kind="error" className="mb-4">
          {refusal}
        </Notice>
        <OrderRef no={no} />
        {children}
        <div className="flex gap-3">
          <Button kind="outline" data-needs-script="" className="flex-1" onClick={onClose}>
            {words.back}
          </Button>
          <Button type="submit" kind="primary" className="flex-1" disabled={isPending}>
            {isPending ? words.going : words.button}
          </Button>
        </div>
      </form>
    </BottomSheet>
  );
}
