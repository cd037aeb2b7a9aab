"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

type NavLinkProps = {
  href: Route;
  children: ReactNode;
  className: string;
  here: string;
  elsewhere: string;
  also?: readonly string[];
  isDocument?: boolean;
};

/** A link that is marked while its part of the back office is shown; `also` names further paths of that part; `isDocument`: it is loaded anew. */
export function NavLink({ href, children, className, here, elsewhere, also = [], isDocument = false }: NavLinkProps) {
  const path = usePathname();
  const isHere = href === "/admin" ? path === href : [href, ...also].some((part) => path === part || path.startsWith(`${part}/`));
  const look = { "aria-current": isHere ? "page" : undefined, className: `${className} ${isHere ? here : elsewhere}` } as const;
  if (isDocument)
    return (
      <a href={href} {...look}>
        {children}
      </a>
    );
  return (
    <Link href={href} {...look}>
      {children}
    </Link>
  );
}
