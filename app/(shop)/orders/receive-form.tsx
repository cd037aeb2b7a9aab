"use client";

import { useEffect } from "react";
import { receiveAction } from "./actions";
import type { ConfirmWords } from "./confirm-sheet";
import { useConfirm } from "./use-confirm";

/** An event of the window: an order of the list is no longer as its card says. */
export const ORDERS_CHANGED = "xiaopu:orders-changed";

/** 确认收货 in the list; asked about as on the order's own page. */
export function ReceiveForm({ no, words }: { no: string; words: ConfirmWords }) {
  const { sheet, opener, isDone, close } = useConfirm({ name: `receive ${no}`, no, action: receiveAction, words, kind: "primary" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once it is done; `close` is another function each time.
  useEffect(() => {
    if (!isDone) return;
    close();
    // The page is read anew, which the cards of 加载更多 are no part of.
    window.dispatchEvent(new Event(ORDERS_CHANGED));
  }, [isDone]);
  return (
    <>
      {sheet}
      {opener}
    </>
  );
}
