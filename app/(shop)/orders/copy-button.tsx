"use client";

import { useState } from "react";
import { ordersText } from "./text";

const text = ordersText.copy;

/** Copies `value`; where the browser refuses (plain http, old WebViews), says how to do it by hand. Absent without JavaScript. */
export function CopyButton({ value, label = text.button, className = "" }: { value: string; label?: string; className?: string }) {
  const [outcome, setOutcome] = useState<"done" | "failed" | null>(null);
  const copy = async () => setOutcome((await copyText(value)) ? "done" : "failed");
  return (
    <button
      type="button"
      onClick={copy}
      className={`inline-flex min-h-11 shrink-0 items-center rounded-full px-3 font-medium text-sm noscript:hidden ${className}`}
    >
      <span aria-live="polite">{outcome ? text[outcome] : label}</span>
    </button>
  );
}

async function copyText(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return copyTheOldWay(value);
  }
}

/** navigator.clipboard is absent over plain http and in some WebViews. */
function copyTheOldWay(value: string): boolean {
  const area = document.createElement("textarea");
  area.value = value;
  area.readOnly = true;
  area.style.cssText = "position:fixed;opacity:0";
  document.body.append(area);
  area.select();
  area.setSelectionRange(0, value.length);
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
  }
}
