import type { ReactNode } from "react";
import { Fold } from "../parts/fold";
import { ActionForm } from "./action-form";
import { Submit } from "./submit";

type ConfirmFoldProps = {
  name: string;
  action: Parameters<typeof ActionForm>[0]["action"];
  /** What it means, read before it is done. */
  hint: string;
  confirm: string;
  /** The form's hidden fields. */
  children: ReactNode;
};

/** A deed that is asked about before it is done, without JavaScript too: what it means, and one button. */
export function ConfirmFold({ name, action, hint, confirm, children }: ConfirmFoldProps) {
  return (
    <Fold name={name}>
      <ActionForm action={action} label={name}>
        {children}
        <p className="mb-3 text-ink-2 text-sm">{hint}</p>
        <Submit kind="soft" className="w-full">
          {confirm}
        </Submit>
      </ActionForm>
    </Fold>
  );
}
