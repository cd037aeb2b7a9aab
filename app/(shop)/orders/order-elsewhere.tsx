import type { Route } from "next";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Link } from "@/components/link";
import { PageHeader } from "@/components/page-header";
import { ordersText as text } from "./text";

const WAYS = {
  lookup: { href: "/orders/lookup", name: text.lookup.title },
  list: { href: "/orders", name: text.list.title },
} as const satisfies Record<string, { href: Route; name: string }>;

type OrderElsewhereProps = { title: string; hint: string; first: keyof typeof WAYS };

/** No order to show here, and the two ways to find it. */
export function OrderElsewhere({ title, hint, first }: OrderElsewhereProps) {
  const second = first === "list" ? "lookup" : "list";
  return (
    <>
      <PageHeader title={text.detail.title} back="/" />
      <main>
        <EmptyState picture="/images/lost.webp" title={title} hint={hint}>
          <Link href={WAYS[first].href} className={buttonClass("primary")}>
            {WAYS[first].name}
          </Link>
          <Link href={WAYS[second].href} className={buttonClass("outline")}>
            {WAYS[second].name}
          </Link>
        </EmptyState>
      </main>
    </>
  );
}
