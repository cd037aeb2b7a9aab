"use client";

import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { useForm } from "@/components/use-form";
import { WordFields, type WordOffer } from "../../word-fields";
import { keepWordAction } from "../actions";
import { OrderRef } from "../order-ref";

type WordFormProps = {
  no: string;
  /** null: nothing may be changed but to stop it. */
  offer: WordOffer | null;
  mayStop: boolean;
  words: { open: string; save: string; stop: string; going: string };
};

/** Changes by what the buyer gets word, or stops it. */
export function WordForm({ no, offer, mayStop, words }: WordFormProps) {
  const { state, isPending, form } = useForm(`word ${no}`, keepWordAction);
  const refused = state && !state.ok ? state : null;
  return (
    <form {...form} noValidate>
      <OrderRef no={no} />
      {offer && (
        <details {...(refused && { open: true })}>
          <summary className="flex min-h-11 cursor-pointer items-center text-alipay text-sm">{words.open}</summary>
          <div className="space-y-3 pb-2">
            <WordFields key={`${offer.email} ${offer.sms}`} offer={offer} values={refused?.values} error={refused?.fieldErrors?.email} />
            <Button type="submit" name="intent" value="keep" kind="outline" className="text-sm!" disabled={isPending}>
              {isPending ? words.going : words.save}
            </Button>
          </div>
        </details>
      )}
      {mayStop && (
        <button type="submit" name="intent" value="stop" disabled={isPending} className="min-h-11 text-alipay text-sm">
          {words.stop}
        </button>
      )}
      <Notice kind={state?.ok ? "ok" : "error"} className="mt-2">
        {isPending ? null : state?.message}
      </Notice>
    </form>
  );
}
