"use client";

import { createContext, type ReactNode, useActionState, useContext } from "react";
import { Notice, type NoticeKind } from "@/components/notice";
import type { FormState } from "@/lib/server/action";

const StateContext = createContext<FormState>(null);

/** The last answer to the form around the caller. */
export function useFormState(): FormState {
  return useContext(StateContext);
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
  const [state, formAction] = useActionState(action, null);
  return (
    <form action={formAction} aria-label={label} noValidate>
      <StateContext value={state}>
        <div className={className}>{children}</div>
      </StateContext>
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
