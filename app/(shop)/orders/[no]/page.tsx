import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { findVisibleOrder } from "@/app/current-order";
import { DemoRibbon } from "@/components/demo-ribbon";
import { Notice } from "@/components/notice";
import { PageHeader } from "@/components/page-header";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { formatFen } from "@/lib/shop/money";
import { standingOf } from "@/lib/shop/payments/watch-order";
import { browserKind } from "../browser-kind";
import { LiveOrder } from "../live-order";
import { orderHref } from "../order-href";
import { ordersText as text } from "../text";
import { AskRefund } from "./ask-refund";
import { BrowserGuide } from "./browser-guide";
import { OrderActions } from "./order-actions";
import { OrderFacts } from "./order-facts";
import { OrderRefunds } from "./order-refunds";
import { OrderState } from "./order-state";
import { PayByPhone } from "./pay-by-phone";

export const metadata: Metadata = { title: text.detail.title, robots: { index: false, follow: false } };

const UNSETTLED = ["to_pay", "confirming", "closing"];

export default async function OrderPage({ params, searchParams }: PageProps<"/orders/[no]">) {
  const { no } = await params;
  const { t, pay, notice } = await searchParams;
  const order = await findVisibleOrder(no, typeof t === "string" ? t : undefined);
  if (!order) notFound();

  const { view } = order;
  const { config, now } = getShop();
  const token = t === view.accessToken ? view.accessToken : undefined;
  const link = config.shopUrl + orderHref(view.no, view.accessToken);
  const browser = browserKind((await headers()).get("user-agent"));
  const isToPay = view.phase === "to_pay";
  // "Open in the browser" takes this very address along, and that browser has no cookie of ours.
  if (isToPay && browser === "in_app" && !token) redirect(orderHref(view.no, view.accessToken, pay ? { pay: "1" } : undefined));
  const label = [text.phases[view.phase], view.refundMark && text.refund.marks[view.refundMark]].filter(Boolean).join("，");
  const live = <LiveOrder no={view.no} token={token} shown={standingOf(view)} label={label} />;
  if (isToPay && browser === "in_app" && pay) {
    return (
      <>
        <BrowserGuide link={link} back={orderHref(view.no, view.accessToken)} />
        {live}
      </>
    );
  }
  return (
    <>
      <PageHeader title={text.detail.title} back="/orders" />
      <main>
        {config.demo && isToPay && <DemoRibbon />}
        <div className="space-y-3 p-3">
          {isToPay && notice === "not_started" && <Notice kind="warn">{text.pay.notStarted}</Notice>}
          {notice === "paid_before" && view.paidAt && <Notice kind="warn">{text.pay.paidBefore}</Notice>}
          <OrderState view={view} now={now()} />
          {isToPay && browser === "desktop" && <PayByPhone link={link} />}
          <OrderRefunds view={view} token={token} />
          <OrderFacts view={view} link={link} />
          {view.paidAt && <AskRefund no={view.no} token={token} sum={view.refundableFen > 0 ? formatFen(view.refundableFen) : null} />}
          <OrderActions view={view} token={token} browser={browser} />
        </div>
      </main>
      {live}
      {UNSETTLED.includes(view.phase) && <RefreshWithoutScript />}
    </>
  );
}

function RefreshWithoutScript() {
  return (
    <noscript>
      <meta httpEquiv="refresh" content="5" />
    </noscript>
  );
}
