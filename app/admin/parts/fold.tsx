import type { ReactNode } from "react";

const LOOKS = {
  box: { outer: "rounded-xl border border-line", summary: "justify-center rounded-xl px-4 text-ink-2", body: "border-line border-t p-3" },
  /** The last line of a card. */
  line: { outer: "border-line border-t", summary: "font-medium text-alipay", body: "" },
};

type FoldProps = { name: ReactNode; look?: keyof typeof LOOKS; className?: string; children: ReactNode };

/** Two steps without JavaScript: opening it, and then the form in it. */
export function Fold({ name, look = "box", className = "", children }: FoldProps) {
  const { outer, summary, body } = LOOKS[look];
  return (
    <details className={`${outer} ${className}`}>
      <summary className={`flex min-h-11 cursor-pointer items-center text-sm ${summary}`}>{name}</summary>
      <div className={body}>{children}</div>
    </details>
  );
}
