"use client";

import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { useForm } from "@/components/use-form";
import type { LookupWords } from "../script-text";
import { lookUp } from "./actions";

export function LookupForm({ words: text }: { words: LookupWords }) {
  const { state, isPending, form } = useForm("lookup", lookUp);
  const errors = state?.fieldErrors ?? {};
  return (
    <form {...form} noValidate className="space-y-4">
      <Field
        label={text.no}
        name="no"
        inputMode="numeric"
        autoComplete="off"
        hint={text.noHint}
        error={errors.no}
        defaultValue={state?.values?.no}
      />
      <Field
        label={text.phone}
        name="phone"
        type="tel"
        inputMode="tel"
        autoComplete="tel-national"
        error={errors.phone}
        defaultValue={state?.values?.phone}
      />
      <Notice kind="error">{!isPending && state && !state.ok ? state.message : null}</Notice>
      <Button type="submit" className="w-full" disabled={isPending}>
        {isPending ? text.going : text.button}
      </Button>
    </form>
  );
}
