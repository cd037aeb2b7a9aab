"use client";

import { useState } from "react";
import { copyText } from "./copy-text";
import { useWords } from "./script-words";

type CopyButtonProps = {
  value: string;
  label?: string;
  /** What a screen reader says instead of the label. */
  name?: string;
  /** What it says when the browser refuses. */
  failed?: string;
  className?: string;
};

/** Copies `value`; where the browser refuses, says how to do it by hand. Absent without JavaScript. */
export function CopyButton({ value, label, name, failed, className = "" }: CopyButtonProps) {
  const { copy: text } = useWords();
  const [outcome, setOutcome] = useState<"done" | "failed" | null>(null);
  const copy = async () => setOutcome((await copyText(value, navigator, document)) ? "done" : "failed");
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={name}
      className={`inline-flex min-h-11 shrink-0 items-center rounded-full px-3 font-medium text-sm ${className}`}
      data-needs-script=""
    >
      <span aria-live="polite">{outcome === "done" ? text.done : outcome ? (failed ?? text.failed) : (label ?? text.button)}</span>
    </button>
  );
}
