import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import { text } from "./text";

/** From the list of orders to what can be done with many of them; `query`: what the list shows. From all orders to those that wait to be shipped. */
export function BulkLink({ query }: { query: URLSearchParams }) {
  return (
    <Link href={`/admin/orders/bulk${query.size > 0 ? `?${query}` : ""}` as Route} className={buttonClass("outline")}>
      {text.bulk}
    </Link>
  );
}
