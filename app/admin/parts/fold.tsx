import type { ReactNode } from "react";

const LOOKS = {
  box: { outer: "rounded-xl border border-line", summary: "justify-center rounded-xl px-4 text-ink-2", body: "border-line border-t p-3" },
  /** The last line of a card. */
  line: { outer: "border-line border-t", summary: "font-medium text-alipay", body: "" },
};
export type FoldLook = keyof typeof LOOKS;

type FoldProps = { name: ReactNode; look?: FoldLook; className?: string; isOpen?: boolean; children: ReactNode };

/** Two steps without JavaScript: opening it, and then the form in it. `isOpen` opens it; it never shuts what a person opened. */
export function Fold({ name, look = "box", className = "", isOpen = false, children }: FoldProps) {
  const { outer, summary, body } = LOOKS[look];
  return (
    <details className={`${outer} ${className}`} {...(isOpen && { open: true })}>
      <summary className={`flex min-h-11 cursor-pointer items-center text-sm ${summary}`}>{name}</summary>
      <div className={body}>{children}</div>
    </details>
  );
}
