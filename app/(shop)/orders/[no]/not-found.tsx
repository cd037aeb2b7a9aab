import Link from "next/link";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { ordersText as text } from "../text";

/** The same for a stranger's order and for none; a buyer in another browser is led to the ways that open the order there. */
export default function OrderNotFound() {
  return (
    <>
      <PageHeader title={text.detail.title} back="/" />
      <main>
        <EmptyState picture="/images/lost.webp" title={text.notHere.title} hint={text.notHere.hint}>
          <Link href="/orders/lookup" className={buttonClass("primary")}>
            {text.lookup.title}
          </Link>
          <Link href="/orders" className={buttonClass("outline")}>
            {text.list.title}
          </Link>
        </EmptyState>
      </main>
    </>
  );
}
