import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { findVisibleOrder } from "@/app/current-order";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { numberIn, tokenIn } from "@/lib/shop/orders/open-by-link";
import { browserKind, payScreen } from "../browser-kind";
import { linkHref, orderHref } from "../order-href";
import { readSegment } from "../read-segment";
import { ordersText as text } from "../text";
import { OrderScreen } from "./order-screen";

export function generateMetadata(): Metadata {
  return { title: text.detail.title, robots: { index: false, follow: false } };
}

/** An order, for the browser that placed it or opened its link ([token]/page.tsx). */
export default async function OrderPage({ params, searchParams }: PageProps<"/orders/[no]">) {
  const typed = readSegment((await params).no);
  const { t, pay, notice } = await searchParams;
  const no = numberIn(typed);
  if (!no) notFound();
  const extra = pay ? { pay: "1" } : undefined;
  // Links used to carry their token as a parameter, and old ones still open.
  if (typeof t === "string" && t !== "") redirect(linkHref(no, tokenIn(t), extra));
  if (no !== typed) redirect(orderHref(no, extra));

  const order = await findVisibleOrder(no);
  if (!order) notFound();
  const { id, isOwn, view } = order;
  const userAgent = (await headers()).get("user-agent");
  const browser = browserKind(userAgent);
  // "Open in the browser" takes this very address along, and that browser has no cookie of ours.
  if (browser === "in_app" && view.phase === "to_pay") redirect(linkHref(no, view.accessToken, extra));
  return (
    <OrderScreen
      id={id}
      isOwn={isOwn}
      view={view}
      browser={browser}
      paysHere={payScreen(userAgent, getShop().gateways.current) === "computer"}
      wantsToPay={Boolean(pay)}
      notice={typeof notice === "string" ? notice : undefined}
    />
  );
}
