import type { Metadata } from "next";
import { OrderElsewhere } from "../order-elsewhere";
import { ordersText as text } from "../text";

export function generateMetadata(): Metadata {
  return { title: text.returned.title, robots: { index: false, follow: false } };
}

/** Shown after a return from the cashier that names no order of this visitor; calm, and the same for every cause. */
export default function ReturnProblemPage() {
  return <OrderElsewhere title={text.returned.title} hint={text.returned.body} first="list" />;
}
