/**
 * A place where something is coming. Mark the whole of a loading page with data-skeleton: without JavaScript nothing comes
 * to its place, so globals.css hides it.
 */
export function Skeleton({ className = "" }: { className?: string }) {
  return <div aria-hidden="true" className={`animate-pulse rounded-lg bg-line ${className}`} />;
}

/** Says to screen readers what the grey shapes say to the eye. */
export function Loading({ label }: { label: string }) {
  return (
    <p role="status" className="sr-only">
      {label}
    </p>
  );
}
