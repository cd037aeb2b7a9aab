import { componentsText as text } from "./text";

/** Says that what is shown may be old; render it always, so that screen readers hear of it. */
export function StaleNotice({ isStale }: { isStale: boolean }) {
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 top-[calc(0.5rem+env(safe-area-inset-top))] z-50 px-4 text-center"
    >
      {isStale && <p className="inline-block rounded-full bg-ink/90 px-4 py-2 text-sm text-white">{text.stale}</p>}
    </div>
  );
}
