import type { Route } from "next";
import Link from "next/link";
import type { Count } from "@/lib/shop/count";

export type Tab = { key: string; href: Route; name: string; count?: Count | null; loud?: boolean };

/** Links that filter a list; they scroll sideways on a phone. */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current: string }) {
  return (
    <nav aria-label={label} className="-mx-4 mb-4 overflow-x-auto border-line border-b px-4 md:mx-0 md:px-0">
      <ul className="flex min-w-max gap-1">
        {tabs.map(({ key, href, name, count, loud }) => (
          <li key={key}>
            <Link
              href={href}
              aria-current={key === current ? "page" : undefined}
              className={`flex min-h-11 items-center gap-1.5 border-b-2 px-3 text-sm ${key === current ? "border-brand font-semibold text-ink" : "border-transparent text-ink-2"}`}
            >
              {name}
              {count !== undefined && count !== null && (
                <span
                  className={`rounded-full px-1.5 text-xs tabular-nums ${loud && count !== 0 ? "bg-brand text-white" : "bg-line text-ink-2"}`}
                >
                  {count}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
