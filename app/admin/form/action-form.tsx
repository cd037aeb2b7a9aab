"use client";

import { type ReactNode, type RefObject, useEffect } from "react";
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
  /** What it is about, among forms of the same label on one page: what was typed into one is never filled into another. */
  about?: string | number | bigint;
  /** Shut until it is opened or answered, under these words. */
  fold?: { name: ReactNode; look?: FoldLook; className?: string; isOpen?: boolean };
};

/**
 * A form that also posts without JavaScript; with it, the answer appears in place and nothing typed is lost. Where the answer
 * asks who it is, the form is sent again with a password or a passkey.
 */
export function ActionForm({ action, children, className, label, about, fold }: ActionFormProps) {
  const { state, isPending, form: props } = useForm([label ?? "form", about].filter((part) => part !== undefined).join(" "), action);
  useFocusOnError(props.ref, state);
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
    <Fold {...fold} isOpen={state !== null || fold.isOpen === true}>
      {form}
    </Fold>
  );
}

/** A form that came back with errors shows the first field to correct, which may be screens above the button. */
function useFocusOnError(form: RefObject<HTMLFormElement | null>, state: FormState): void {
  useEffect(() => {
    const wrong = state?.fieldErrors && form.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    if (!wrong) return;
    for (let fold = wrong.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
    wrong.scrollIntoView({ block: "center" }); // with its label, and what is wrong with it
    wrong.focus({ preventScroll: true });
  }, [form, state]);
}

function kindOf(state: FormState): NoticeKind {
  if (!state?.ok) return state?.asks || state?.isWarning ? "warn" : "error";
  return state.isWarning ? "warn" : "ok";
}
