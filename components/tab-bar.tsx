"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { CountBadge } from "./count-badge";
import { Icon } from "./icon";
import { componentsText as text } from "./text";
import { type Made, useMine } from "./use-mine";

const TABS = [
  { href: "/", icon: "home", name: text.tabNames.home },
  { href: "/categories", icon: "grid", name: text.tabNames.categories },
  { href: "/cart", icon: "cart", name: text.tabNames.cart },
  { href: "/me", icon: "user", name: text.tabNames.me },
] as const;

/** 首页 / 分类 / 购物车 / 我的. A client component for one reason: it stays mounted while the pages above it change. */
export function TabBar({ made }: { made: Made<{ cart: number }> }) {
  const { cart: cartCount } = useMine(made);
  const path = usePathname();
  return (
    <nav
      aria-label={text.tabs}
      className="fixed inset-x-0 bottom-0 z-30 mx-auto grid h-tabbar max-w-column grid-cols-4 border-line border-t bg-card pb-safe"
    >
      {TABS.map(({ href, icon, name }) => {
        const isHere = href === "/" ? path === "/" : path.startsWith(href);
        return (
          <Link
            key={href}
            href={href}
            aria-current={isHere ? "page" : undefined}
            className={`flex flex-col items-center justify-center gap-0.5 text-xs ${isHere ? "font-semibold text-brand" : "text-ink-2"}`}
          >
            <span className="relative">
              <Icon name={icon} />
              {href === "/cart" && <CountBadge count={cartCount} />}
            </span>
            <span>
              {name}
              {href === "/cart" && cartCount > 0 && <span className="sr-only">{text.inCart(cartCount)}</span>}
            </span>
          </Link>
        );
      })}
    </nav>
  );
}
