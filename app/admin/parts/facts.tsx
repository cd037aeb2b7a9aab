import type { ReactNode } from "react";

/** Names and values; a value that is null, false or empty is left out. */
export function Facts({ facts, className = "" }: { facts: readonly (readonly [name: string, value: ReactNode])[]; className?: string }) {
  return (
    <dl className={`grid grid-cols-[5.5rem_1fr] gap-x-3 gap-y-1.5 text-sm ${className}`}>
      {facts
        .filter(([, value]) => value !== null && value !== false && value !== "")
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className="min-w-0">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
