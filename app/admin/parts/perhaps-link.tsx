import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

/** A line that leads somewhere; for whoever may not go there (`href`: null) the line alone. */
export function PerhapsLink({ href, className, children }: { href: Route | null; className: string; children: ReactNode }) {
  if (href === null) return <div className={className}>{children}</div>;
  return (
    <Link href={href} className={`${className} hover:bg-paper`}>
      {children}
    </Link>
  );
}
