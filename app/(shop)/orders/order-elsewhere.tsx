import type { Route } from "next";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Link } from "@/components/link";
import { PageHeader } from "@/components/page-header";
import { ordersText as text } from "./text";

const WAYS = { lookup: "/orders/lookup", list: "/orders" } as const satisfies Record<string, Route>;

type OrderElsewhereProps = { title: string; hint: string; first: keyof typeof WAYS };

/** No order to show here, and the two ways to find it. */
export function OrderElsewhere({ title, hint, first }: OrderElsewhereProps) {
  const second = first === "list" ? "lookup" : "list";
  return (
    <>
      <PageHeader title={text.detail.title} back="/" />
      <main>
        <EmptyState picture="/images/lost.webp" title={title} hint={hint}>
          <Link href={WAYS[first]} className={buttonClass("primary")}>
            {text[first].title}
          </Link>
          <Link href={WAYS[second]} className={buttonClass("outline")}>
            {text[second].title}
          </Link>
        </EmptyState>
      </main>
    </>
  );
}
