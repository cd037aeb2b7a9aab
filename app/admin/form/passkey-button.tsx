"use client";

import { browserSupportsWebAuthn, startAuthentication, startRegistration } from "@simplewebauthn/browser";
import { type ReactNode, useRef, useState, useSyncExternalStore } from "react";
import { Button, type ButtonKind } from "@/components/button";
import { useFormAround } from "./action-form-state";

type PasskeyButtonProps = {
  /** Where the browser gets what it is to ask the passkey. */
  options: string;
  /** The field that takes the passkey's answer to the server; the form around is then sent. */
  name: string;
  /** What is said when it did not come about: called off, not there, no answer. */
  failed: string;
  /** Makes a new passkey instead of asking for one. */
  isNew?: boolean;
  kind?: ButtonKind;
  className?: string;
  children: ReactNode;
};

/** Absent where the browser knows no passkeys, and without JavaScript. */
export function PasskeyButton({ options, name, failed, isNew = false, kind = "outline", className = "", children }: PasskeyButtonProps) {
  const isSupported = useSyncExternalStore(neverChanges, browserSupportsWebAuthn, () => false);
  // Kept where the form asks for a password first: the passkey has been made already.
  const answered = useFormAround().state?.values?.[name] ?? "";
  const field = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<"idle" | "asking" | "failed">("idle");
  if (!isSupported) return null;
  const ask = async () => {
    setState("asking");
    try {
      const response = await fetch(options, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (!response.ok) throw new Error(`the shop answered ${response.status}`);
      const optionsJSON = await response.json();
      const answer = isNew ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON });
      if (!field.current?.form) return;
      field.current.value = JSON.stringify(answer);
      field.current.form.requestSubmit();
      field.current.value = "";
      setState("idle");
    } catch {
      setState("failed");
    }
  };
  return (
    <div>
      <input type="hidden" name={name} ref={field} defaultValue={answered} />
      <Button kind={kind} className={className} onClick={ask} disabled={state === "asking"}>
        {children}
      </Button>
      <p role="status" className="mt-1 text-brand-deep text-sm empty:hidden">
        {state === "failed" && failed}
      </p>
    </div>
  );
}

function neverChanges(): () => void {
  return () => {};
}
