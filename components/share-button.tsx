"use client";

import { type ReactNode, useState } from "react";
import { useWords } from "./script-words";
import { type Shared, shareLink } from "./share-link";

/** A round button that shares a page, with an icon (`children`), and says so where it could only copy the link. Absent without JavaScript. */
export function ShareButton({ title, url, className, children }: Shared & { className: string; children: ReactNode }) {
  const { share: text } = useWords();
  const [outcome, setOutcome] = useState<"told" | "copied" | "failed">("told");
  const said = outcome === "told" ? "" : text[outcome];
  return (
    <button
      type="button"
      data-needs-script=""
      aria-label={said ? undefined : text.button}
      onClick={async () => setOutcome(await shareLink({ title, url }, navigator, document))}
      className={said ? `px-3.5 ${className}` : className}
    >
      {children}
      <span aria-live="polite">{said}</span>
    </button>
  );
}
