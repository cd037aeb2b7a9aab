"use client";

import { useActionState } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { askRefund } from "../actions";
import { OrderRef } from "../order-ref";
import { ordersText } from "../text";

const text = ordersText.refund;

/** Folded away until a buyer wants it; works without JavaScript. */
export function AskRefund({ no, token, sum }: { no: string; token?: string | undefined; sum: string }) {
  const [state, ask, isPending] = useActionState(askRefund, null);
  const error = state?.fieldErrors?.reason;
  const typed = state?.values?.reason;
  return (
    <details className="rounded-card bg-card" open={state?.ok === false}>
      <summary className="flex min-h-12 cursor-pointer items-center px-4 text-ink-2 text-sm">{text.ask}</summary>
      <form action={ask} className="space-y-3 px-4 pb-4" noValidate>
        <p className="text-ink-2 text-sm">{text.askHint(sum)}</p>
        <OrderRef no={no} token={token} />
        <Field
          label={text.reason}
          hint={text.reasonHint}
          name="reason"
          multiline
          rows={2}
          maxLength={100}
          required
          {...(error && { error })}
          {...(typed !== undefined && { defaultValue: typed })}
        />
        <Notice kind="error">{state && !state.ok ? state.message : null}</Notice>
        <Button type="submit" kind="outline" className="w-full" disabled={isPending}>
          {isPending ? text.sending : text.send}
        </Button>
      </form>
    </details>
  );
}
