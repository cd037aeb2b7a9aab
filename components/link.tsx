"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type ComponentProps, type MouseEvent, useTransition } from "react";

type LinkProps<T extends string> = Omit<ComponentProps<"a">, "href"> & {
  href: Route<T>;
  /** Takes this page's place in the browser's history. */
  replace?: boolean;
  /** false: the page stays where it is scrolled to. */
  scroll?: boolean;
};

/**
 * A link from one page of the shop to another, in the same document; it says `data-opening` until the other one is there. Next's own link
 * is 3 kB more, and asks the server beforehand about every link that comes into view: several requests for each product of a list.
 */
export function Link<T extends string>({ href, replace = false, scroll = true, onClick, ...props }: LinkProps<T>) {
  const router = useRouter();
  const [isOpening, startTransition] = useTransition();
  const open = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || wantsAnotherTab(event)) return;
    event.preventDefault();
    startTransition(() => router[replace ? "replace" : "push"](href as Route, { scroll }));
  };
  return <a {...props} href={href} onClick={open} data-opening={isOpening ? "" : undefined} />;
}

export function wantsAnotherTab({ metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return metaKey || ctrlKey || shiftKey || altKey;
}
