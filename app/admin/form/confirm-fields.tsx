"use client";

import { useId } from "react";
import { Field } from "@/components/field";
import { text } from "../text";
import { PasskeyButton } from "./passkey-button";
import { Submit } from "./submit";

/** What a form asks for in addition before a sensitive action, under the sentence that says why: the password, or a passkey where there is one. */
export function ConfirmFields({ passkey }: { passkey: boolean }) {
  const id = useId();
  return (
    <div className="mt-3 flex max-w-sm flex-col gap-3 text-ink">
      <Field
        id={id}
        label={text.confirm.label}
        name="confirmPassword"
        type="password"
        autoComplete="current-password"
        maxLength={200}
        autoFocus
      />
      <div className="flex flex-wrap items-start gap-3">
        <Submit confirms>{text.confirm.submit}</Submit>
        {passkey && (
          <PasskeyButton options="/admin/account/challenge?for=confirm" name="confirmPasskey" failed={text.confirm.noPasskey}>
            {text.confirm.passkey}
          </PasskeyButton>
        )}
      </div>
    </div>
  );
}
