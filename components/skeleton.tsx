/**
 * A placeholder for what is loading. Mark the whole of a loading page with data-skeleton: without JavaScript nothing replaces
 * it, so globals.css hides it.
 */
export function Skeleton({ className = "" }: { className?: string }) {
  return <div aria-hidden="true" className={`animate-pulse rounded-lg bg-line ${className}`} />;
}

/** Tells screen readers that the page is loading. */
export function Loading({ label }: { label: string }) {
  return (
    <p role="status" className="sr-only">
      {label}
    </p>
  );
}
