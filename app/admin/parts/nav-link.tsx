"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

type NavLinkProps = { href: Route; children: ReactNode; className: string; here: string; elsewhere: string; also?: readonly string[] };

/** A link that is marked while its part of the back office is shown; `also` names further paths of that part. */
export function NavLink({ href, children, className, here, elsewhere, also = [] }: NavLinkProps) {
  const path = usePathname();
  const isHere = href === "/admin" ? path === href : [href, ...also].some((part) => path === part || path.startsWith(`${part}/`));
  return (
    <Link href={href} aria-current={isHere ? "page" : undefined} className={`${className} ${isHere ? here : elsewhere}`}>
      {children}
    </Link>
  );
}
