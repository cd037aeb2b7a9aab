"use client";

import type { ReactNode } from "react";
import { Notice, type NoticeKind } from "@/components/notice";
import { useForm } from "@/components/use-form";
import type { FormState } from "@/lib/server/action";
import { Fold, type FoldLook } from "../parts/fold";
import { FormContext } from "./action-form-state";
import { ConfirmFields } from "./confirm-fields";

type ActionFormProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  children: ReactNode;
  className?: string;
  /** Names the form for screen readers. */
  label?: string;
  /** Shut until it is opened or answered, under these words. */
  fold?: { name: ReactNode; look?: FoldLook; className?: string };
};

/**
 * A form that also posts without JavaScript; with it, the answer appears in place and nothing typed is lost. Where the answer
 * asks who it is, the form is sent again with a password or a passkey.
 */
export function ActionForm({ action, children, className, label, fold }: ActionFormProps) {
  const { state, isPending, form: props } = useForm(label ?? "form", action);
  const form = (
    <form {...props} aria-label={label} noValidate>
      <FormContext value={{ state, isPending }}>
        <div className={className}>{children}</div>
        <Notice kind={kindOf(state)} className="mt-3">
          {state?.message}
        </Notice>
        {state?.asks && <ConfirmFields passkey={state.asks.passkey} />}
      </FormContext>
    </form>
  );
  if (!fold) return form;
  return (
    <Fold {...fold} isOpen={state !== null}>
      {form}
    </Fold>
  );
}

function kindOf(state: FormState): NoticeKind {
  if (!state?.ok) return state?.asks ? "warn" : "error";
  return state.isWarning ? "warn" : "ok";
}
