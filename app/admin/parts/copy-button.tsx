"use client";

import { useState } from "react";
import { text } from "../text";

/** Copies a text. Without JavaScript it is not there, and the text itself can be selected. */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const [told, setTold] = useState("");
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setTold(text.copied),
      () => setTold(text.copyFailed),
    );
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={label}
      className="inline-flex min-h-11 items-center px-2 font-medium text-alipay text-sm noscript:hidden md:min-h-8"
    >
      <span aria-live="polite">{told || text.copy}</span>
    </button>
  );
}
