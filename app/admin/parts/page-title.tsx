import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "@/components/icon";

/** The page's name as its h1, a link back, and the page's main action. */
export function PageTitle({ title, back, children }: { title: ReactNode; back?: { href: Route; name: string }; children?: ReactNode }) {
  return (
    <header className="mb-4 flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div className="flex min-w-0 items-center gap-1">
        {back && (
          <Link href={back.href} aria-label={back.name} className="-ml-3 grid size-11 shrink-0 place-items-center text-ink-2">
            <Icon name="back" />
          </Link>
        )}
        <h1 className="flex min-w-0 flex-wrap items-center gap-2 font-bold text-xl">{title}</h1>
      </div>
      {children}
    </header>
  );
}
