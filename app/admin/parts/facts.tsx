import type { ReactNode } from "react";

/** A name and its value. `long`: a number that nobody reads in two lines, so that it has a line of its own. */
type Fact = readonly [name: string, value: ReactNode, look?: "long"];

const LONG = { name: "col-span-full md:col-[1/2]", value: "col-span-full md:col-[2/-1]" };

/** Names and values; a value that is null, false or empty is left out. */
export function Facts({ facts, className = "" }: { facts: readonly Fact[]; className?: string }) {
  return (
    <dl className={`grid grid-cols-[5.5rem_1fr] gap-x-3 gap-y-1.5 text-sm ${className}`}>
      {facts
        .filter(([, value]) => value !== null && value !== false && value !== "")
        .map(([name, value, look]) => (
          <div key={name} className="contents">
            <dt className={`text-ink-3 ${look ? LONG.name : ""}`}>{name}</dt>
            <dd className={`min-w-0 ${look ? LONG.value : ""}`}>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
