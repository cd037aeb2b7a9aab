"use client";

import { createContext, type ReactNode, useContext } from "react";
import { Notice, type NoticeKind } from "@/components/notice";
import { useForm } from "@/components/use-form";
import type { FormState } from "@/lib/server/action";

const FormContext = createContext<{ state: FormState; isPending: boolean }>({ state: null, isPending: false });

/** The last answer to the form around the caller, and whether another is awaited. */
export function useFormAround(): { state: FormState; isPending: boolean } {
  return useContext(FormContext);
}

type ActionFormProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  children: ReactNode;
  className?: string;
  /** Names the form for screen readers. */
  label?: string;
};

/** A form that also posts without JavaScript; with it, the answer appears in place and nothing typed is lost. */
export function ActionForm({ action, children, className, label }: ActionFormProps) {
  const { state, isPending, form } = useForm(label ?? "form", action);
  return (
    <form {...form} aria-label={label} noValidate>
      <FormContext value={{ state, isPending }}>
        <div className={className}>{children}</div>
      </FormContext>
      <Notice kind={kindOf(state)} className="mt-3">
        {state?.message}
      </Notice>
    </form>
  );
}

function kindOf(state: FormState): NoticeKind {
  if (!state?.ok) return "error";
  return state.isWarning ? "warn" : "ok";
}
