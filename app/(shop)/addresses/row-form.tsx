"use client";

import type { ReactNode } from "react";
import { Button, type ButtonKind } from "@/components/button";
import { Notice } from "@/components/notice";
import { useForm } from "@/components/use-form";
import type { FormState } from "@/lib/server/action";

type RowFormProps = {
  /** Tells the forms of the page apart. */
  name: string;
  id: string;
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  kind: ButtonKind;
  children: ReactNode;
};

/** One button for one address. */
export function RowForm({ name, id, action, kind, children }: RowFormProps) {
  const { state, isPending, form } = useForm(`${name} ${id}`, action);
  return (
    <form {...form}>
      <input type="hidden" name="id" value={id} />
      <Button type="submit" kind={kind} disabled={isPending} className="text-sm!">
        {children}
      </Button>
      <Notice kind="error">{!isPending && state && !state.ok ? state.message : null}</Notice>
    </form>
  );
}
