import type { Metadata } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { ordersText as text } from "../text";

export const metadata: Metadata = { title: text.returned.title, robots: { index: false, follow: false } };

/** Shown after a return from the cashier that names no order of this visitor; calm, and the same for every cause. */
export default function ReturnProblemPage() {
  return (
    <>
      <PageHeader title={text.detail.title} back="/" />
      <main>
        <EmptyState picture="/images/lost.webp" title={text.returned.title} hint={text.returned.body}>
          <Link href="/orders" className={buttonClass("primary")}>
            {text.list.title}
          </Link>
          <Link href="/orders/lookup" className={buttonClass("outline")}>
            {text.lookup.title}
          </Link>
        </EmptyState>
      </main>
    </>
  );
}
