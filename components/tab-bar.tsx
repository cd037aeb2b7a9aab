"use client";

import type { Route } from "next";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { CountBadge } from "./count-badge";
import { Link } from "./link";
import { useWords } from "./script-words";
import { type Made, useMine } from "./use-mine";

export type Tab = { href: Route; name: string; icon: ReactNode };
type TabBarProps = { label: string; tabs: readonly Tab[]; made: Made<{ cart: number }> };

/** 首页 / 分类 / 购物车 / 我的. A client component for one reason: it stays mounted while the pages above it change. */
export function TabBar({ label, tabs, made }: TabBarProps) {
  const { inCart } = useWords();
  const { cart } = useMine(made);
  const path = usePathname();
  return (
    <nav
      aria-label={label}
      className="fixed inset-x-0 bottom-0 z-30 mx-auto grid h-tabbar max-w-column grid-cols-4 border-line border-t bg-card pb-safe"
    >
      {tabs.map(({ href, icon, name }) => {
        const isHere = href === "/" ? path === "/" : path.startsWith(href);
        const count = href === "/cart" ? cart : 0;
        return (
          <Link
            key={href}
            href={href}
            aria-current={isHere ? "page" : undefined}
            className={`flex flex-col items-center justify-center gap-0.5 text-xs ${isHere ? "font-semibold text-brand" : "text-ink-2"}`}
          >
            <span className="relative">
              {icon}
              <CountBadge count={count} />
            </span>
            <span>
              {name}
              {count > 0 && <span className="sr-only">{inCart.replace("{count}", `${count}`)}</span>}
            </span>
          </Link>
        );
      })}
    </nav>
  );
}
