"use client";

import { useState } from "react";
import { Icon } from "./icon";
import { type Shared, shareLink } from "./share-link";
import { componentsText } from "./text";

const text = componentsText.share;

/** A round button that shares a page, and says so where it could only copy the link. Absent without JavaScript. */
export function ShareButton({ title, url, className }: Shared & { className: string }) {
  const [outcome, setOutcome] = useState<"told" | "copied" | "failed">("told");
  const said = outcome === "told" ? "" : text[outcome];
  return (
    <button
      type="button"
      data-needs-script=""
      aria-label={said ? undefined : text.button}
      onClick={async () => setOutcome(await shareLink({ title, url }, navigator, document))}
      className={`flex h-11 min-w-11 items-center justify-center gap-1.5 rounded-full bg-card/90 text-sm shadow-sm active:bg-card ${said ? "px-3.5" : ""} ${className}`}
    >
      <Icon name="share" className="size-5" />
      <span aria-live="polite">{said}</span>
    </button>
  );
}
