"use client";

import type { Route } from "next";
import type { MouseEvent, ReactNode } from "react";
import { Link, wantsAnotherTab } from "./link";
import { canGoBack } from "./trail";

type BackLinkProps<T extends string> = { parent: Route<T>; label: string; className: string; children: ReactNode };

/** The arrow on top of a page: the browser's own back, to the very place that one came from; to `parent` for a visitor who came from elsewhere. */
export function BackLink<T extends string>({ parent, label, className, children }: BackLinkProps<T>) {
  const goBack = (event: MouseEvent) => {
    if (wantsAnotherTab(event) || !canGoBack()) return;
    event.preventDefault();
    history.back();
  };
  return (
    <Link href={parent} onClick={goBack} aria-label={label} className={className}>
      {children}
    </Link>
  );
}
