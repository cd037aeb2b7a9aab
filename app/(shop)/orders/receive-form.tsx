"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/button";
import { useForm } from "@/components/use-form";
import { receiveAction } from "./actions";
import { ConfirmSheet, type ConfirmWords } from "./confirm-sheet";

/** An event of the window: an order of the list is no longer as its card says. */
export const ORDERS_CHANGED = "xiaopu:orders-changed";

/** 确认收货 in the list; asked about as on the order's own page. */
export function ReceiveForm({ no, words }: { no: string; words: ConfirmWords }) {
  const [isOpen, setOpen] = useState(false);
  const { state, isPending, form } = useForm(`receive ${no}`, receiveAction);
  const isReceived = state?.ok === true;
  useEffect(() => {
    if (!isReceived) return;
    setOpen(false);
    // The page is read anew, which the cards of 加载更多 are no part of.
    window.dispatchEvent(new Event(ORDERS_CHANGED));
  }, [isReceived]);
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
