import type { ReactNode } from "react";

const KINDS = {
  ok: "bg-ok-soft text-ok",
  warn: "bg-amber-soft text-amber",
  error: "bg-bad-soft text-bad",
};
export type NoticeKind = keyof typeof KINDS;

/**
 * One sentence about what just happened, read aloud when it changes. Render it always, empty while there is nothing to
 * say: a live region that arrives together with its words is not announced.
 */
export function Notice({ kind = "ok", children, className = "" }: { kind?: NoticeKind; children?: ReactNode; className?: string }) {
  return (
    <div role="status" aria-live="polite">
      {children ? <p className={`rounded-xl px-4 py-3 text-sm ${KINDS[kind]} ${className}`}>{children}</p> : null}
    </div>
  );
}
