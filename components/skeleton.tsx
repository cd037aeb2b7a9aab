/** A place where something is coming. Without JavaScript nothing comes to its place, so globals.css hides these. */
export function Skeleton({ className = "" }: { className?: string }) {
  return <div data-skeleton="" aria-hidden="true" className={`animate-pulse rounded-lg bg-line ${className}`} />;
}

/** Says to screen readers what the grey shapes say to the eye. */
export function Loading({ label }: { label: string }) {
  return (
    <p data-skeleton="" role="status" className="sr-only">
      {label}
    </p>
  );
}
