import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { findVisibleOrder } from "@/app/current-order";
import { numberIn, tokenIn } from "@/lib/shop/orders/open-by-link";
import { browserKind } from "../../browser-kind";
import { linkHref, orderHref } from "../../order-href";
import { readSegment } from "../../read-segment";
import { ordersText as text } from "../../text";
import { OrderScreen } from "../order-screen";

export function generateMetadata(): Metadata {
  return { title: text.detail.title, robots: { index: false, follow: false } };
}

/**
 * An order's link. It is exchanged once for this browser's cookie (open/route.ts) and leads to the address without the token. Only
 * in apps where Alipay does not open it stays in the address bar while the order is to be paid: "open in the browser" takes it along.
 */
export default async function LinkPage({ params, searchParams }: PageProps<"/orders/[no]/[token]">) {
  const [typedNo, typedToken] = [readSegment((await params).no), readSegment((await params).token)];
  const { pay } = await searchParams;
  const extra = pay ? { pay: "1" } : undefined;
  const no = numberIn(typedNo);
  if (!no) notFound();
  const token = tokenIn(typedToken);
  if (no !== typedNo || token !== typedToken) redirect(linkHref(no, token, extra));

  const order = await findVisibleOrder(no);
  if (!order) redirect(`/orders/${no}/${encodeURIComponent(token)}/open${pay ? "?pay=1" : ""}`);
  const { id, isOwn, view } = order;
  const browser = browserKind((await headers()).get("user-agent"));
  if (view.phase !== "to_pay") redirect(orderHref(no));
  if (browser !== "in_app" || view.accessToken !== token) redirect(orderHref(no, extra));
  return <OrderScreen id={id} isOwn={isOwn} view={view} browser={browser} wantsToPay={Boolean(pay)} />;
}
