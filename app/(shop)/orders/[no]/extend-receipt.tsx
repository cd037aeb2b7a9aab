"use client";

import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { useForm } from "@/components/use-form";
import { extendReceiptAction } from "../actions";
import { OrderRef } from "../order-ref";
import type { ExtendWords } from "../script-text";

/** 延长收货, once. */
export function ExtendReceipt({ words: text, no }: { words: ExtendWords; no: string }) {
  const { state, isPending, form } = useForm(`extend ${no}`, extendReceiptAction);
  return (
    <form {...form} className="mt-2">
      <OrderRef no={no} />
      <Button type="submit" kind="outline" className="text-sm!" disabled={isPending}>
        {isPending ? text.going : text.button}
      </Button>
      <Notice kind="error" className="mt-2">
        {!isPending && state && !state.ok ? state.message : null}
      </Notice>
    </form>
  );
}
