"use client";

import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { NEXT } from "@/components/icon-paths";
import { LineIcon } from "@/components/line-icon";
import { Notice } from "@/components/notice";
import { useFocusOnError } from "@/components/use-focus-on-error";
import { useForm } from "@/components/use-form";
import { fill } from "@/lib/language/fill";
import { requestRefundAction } from "../actions";
import { OrderRef } from "../order-ref";
import type { AskWords } from "../script-text";
import { useShownRefunds } from "./use-shown-refunds";

/** A reason as it is sent, and as it is called. */
type Kind = { value: string; words: string };

/** What can be asked for: in words, as it is typed, and what is to be said of the freight in it. */
export type Askable = { sum: string; yuan: string; freight: string | null; kinds: readonly Kind[]; kindNone: string };

type AskRefundProps = { words: AskWords; no: string /** null: nothing. */; askable: Askable | null };

/** Folded away until a buyer wants it; works without JavaScript. It stays to say why, when there was nothing to ask for any more. */
export function AskRefund({ words: text, no, askable }: AskRefundProps) {
  const { state, isPending, form } = useForm("ask-refund", requestRefundAction);
  useShownRefunds(state);
  useFocusOnError(form.ref, state);
  const errors = state?.fieldErrors ?? {};
  const values = state?.values ?? {};
  const refusal = <Notice kind="error">{state && !state.ok ? state.message : null}</Notice>;
  if (!askable) return refusal;
  return (
    <details className="group rounded-card bg-card" open={state?.ok === false}>
      <summary className="flex min-h-12 cursor-pointer list-none items-center justify-between rounded-card px-4 font-medium [&::-webkit-details-marker]:hidden">
        {text.ask}
        <LineIcon path={NEXT} className="size-4 text-ink-3 transition-transform group-open:[transform:rotate(90deg)]" />
      </summary>
      <form {...form} className="space-y-3 px-4 pb-4" noValidate>
        <p className="text-ink-2 text-sm">{fill(text.askHint, { sum: askable.sum })}</p>
        <OrderRef no={no} />
        <Field
          label={text.sum}
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          hint={askable.freight ?? ""}
          error={errors.amount ?? ""}
          defaultValue={values.amount ?? askable.yuan}
        />
        <div>
          <label htmlFor="refund-kind" className="mb-1.5 block font-medium text-ink-2 text-sm">
            {text.kind}
          </label>
          <select
            id="refund-kind"
            name="kind"
            defaultValue={values.kind ?? ""}
            className="min-h-11 w-full rounded-xl border border-line bg-card px-3.5 text-base"
          >
            <option value="">{askable.kindNone}</option>
            {askable.kinds.map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </div>
        <Field
          label={text.reason}
          hint={text.reasonHint}
          name="reason"
          multiline
          rows={2}
          error={errors.reason ?? ""}
          defaultValue={values.reason ?? ""}
        />
        {refusal}
        <Button type="submit" className="w-full" disabled={isPending}>
          {isPending ? text.sending : text.send}
        </Button>
        <p className="text-ink-3 text-xs">{text.thenPictures}</p>
      </form>
    </details>
  );
}
