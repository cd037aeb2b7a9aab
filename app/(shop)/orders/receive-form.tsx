"use client";

import { useState } from "react";
import { Button } from "@/components/button";
import { useForm } from "@/components/use-form";
import { receiveAction } from "./actions";
import { ConfirmSheet, type ConfirmWords } from "./confirm-sheet";

/** 确认收货 in the list; asked about as on the order's own page. */
export function ReceiveForm({ no, words }: { no: string; words: ConfirmWords }) {
  const [isOpen, setOpen] = useState(false);
  const { state, isPending, form } = useForm(`receive ${no}`, receiveAction);
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
      <Button kind="primary" data-needs-script="" onClick={() => setOpen(true)}>
        {words.open}
      </Button>
    </>
  );
}
