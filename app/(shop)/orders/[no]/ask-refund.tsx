"use client";

import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { NEXT } from "@/components/icon-paths";
import { LineIcon } from "@/components/line-icon";
import { Notice } from "@/components/notice";
import { useForm } from "@/components/use-form";
import { requestRefundAction } from "../actions";
import { OrderRef } from "../order-ref";
import { askWords as text } from "../script-text";
import { useShownRefunds } from "./use-shown-refunds";

type AskRefundProps = {
  no: string;
  /** What can be asked for, in words; null: nothing. */
  sum: string | null;
};

/** Folded away until a buyer wants it; works without JavaScript. It stays to say why, when there was nothing to ask for any more. */
export function AskRefund({ no, sum }: AskRefundProps) {
  const { state, isPending, form } = useForm("ask-refund", requestRefundAction);
  useShownRefunds(state);
  const error = state?.fieldErrors?.reason;
  const typed = state?.values?.reason;
  const refusal = <Notice kind="error">{state && !state.ok && !error ? state.message : null}</Notice>;
  if (!sum) return refusal;
  return (
    <details className="group rounded-card bg-card" open={state?.ok === false}>
      <summary className="flex min-h-12 cursor-pointer list-none items-center justify-between rounded-card px-4 font-medium [&::-webkit-details-marker]:hidden">
        {text.ask}
        <LineIcon path={NEXT} className="size-4 text-ink-3 transition-transform group-open:[transform:rotate(90deg)]" />
      </summary>
      <form {...form} className="space-y-3 px-4 pb-4" noValidate>
        <p className="text-ink-2 text-sm">{text.askHint(sum)}</p>
        <OrderRef no={no} />
        <Field
          label={text.reason}
          hint={text.reasonHint}
          name="reason"
          multiline
          rows={2}
          required
          {...(error && { error })}
          {...(typed !== undefined && { defaultValue: typed })}
        />
        {refusal}
        <Button type="submit" className="w-full" disabled={isPending}>
          {isPending ? text.sending : text.send}
        </Button>
      </form>
    </details>
  );
}
