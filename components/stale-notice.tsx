"use client";

import { useEffect, useId, useSyncExternalStore } from "react";
import { useWords } from "./script-words";

/** Those on the page that have something to say, in the order in which they came. */
const speaking = new Set<string>();
const listeners = new Set<() => void>();

function change(how: () => void): void {
  how();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says that what is shown may be old, once however many parts of a page find that; render it always, so that screen readers hear of it. */
export function StaleNotice({ isStale }: { isStale: boolean }) {
  const { stale } = useWords();
  const id = useId();
  const isFirst = useSyncExternalStore(
    subscribe,
    () => speaking.values().next().value === id,
    () => false,
  );
  useEffect(() => {
    if (!isStale) return;
    change(() => speaking.add(id));
    return () => change(() => speaking.delete(id));
  }, [isStale, id]);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 top-[calc(0.5rem+env(safe-area-inset-top))] z-50 px-4 text-center"
    >
      {isStale && isFirst && <p className="inline-block rounded-full bg-ink/90 px-4 py-2 text-sm text-white">{stale}</p>}
    </div>
  );
}
