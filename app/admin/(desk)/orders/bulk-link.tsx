import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import type { OwnerOrderTab } from "@/lib/shop/orders/owner-order-tab";
import { text } from "./text";

/** From the list of orders to what can be done with many of them; from all orders to those that wait to be shipped. */
export function BulkLink({ tab, search }: { tab: OwnerOrderTab; search: string }) {
  const query = new URLSearchParams({ ...(tab !== "all" && { tab }), ...(search && { q: search, tab }) });
  return (
    <Link href={`/admin/orders/bulk${query.size > 0 ? `?${query}` : ""}` as Route} className={buttonClass("outline")}>
      {text.bulk}
    </Link>
  );
}
