"use client";

import { Button, type ButtonKind } from "@/components/button";
import { Notice } from "@/components/notice";
import { useForm } from "@/components/use-form";
import { buyAgainAction } from "./actions";
import { OrderRef } from "./order-ref";
import type { AgainWords } from "./script-text";

/** 再次购买: one tap leads to the checkout with the same goods; nothing is ordered yet. */
export function BuyAgain({ words: text, no, kind = "primary" }: { words: AgainWords; no: string; kind?: ButtonKind }) {
  const { state, isPending, form } = useForm(`again ${no}`, buyAgainAction);
  return (
    <form {...form}>
      <OrderRef no={no} />
      <Button type="submit" kind={kind} disabled={isPending}>
        {isPending ? text.going : text.button}
      </Button>
      <Notice kind="error" className="mt-2">
        {!isPending && state && !state.ok ? state.message : null}
      </Notice>
    </form>
  );
}
