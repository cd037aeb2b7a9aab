import type { ReactNode } from "react";

/** What a page says when it has nothing to show: a small picture, a sentence, and where to go from here. */
export function EmptyState({ picture, title, hint, children }: { picture?: string; title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      {picture && (
        // biome-ignore lint/performance/noImgElement: an ornament of one size.
        <img src={picture} alt="" width={96} height={96} loading="lazy" className="mb-4 size-24" />
      )}
      <p className="font-semibold text-lg">{title}</p>
      {hint && <p className="mt-1 max-w-md text-balance text-ink-2 text-sm">{hint}</p>}
      {children && <div className="mt-6 flex flex-wrap justify-center gap-3">{children}</div>}
    </div>
  );
}
