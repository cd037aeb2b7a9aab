import { DemoRibbon } from "@/components/demo-ribbon";
import { Notice } from "@/components/notice";
import { PageHeader } from "@/components/page-header";
import { forScripts } from "@/lib/language/words";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { isPaymentAvailable } from "@/lib/shop/contracts/read-alarms";
import { formatFen, yuanText } from "@/lib/shop/money";
import { isOver } from "@/lib/shop/orders/mask-receiver";
import type { OrderView } from "@/lib/shop/orders/order";
import { standingOf } from "@/lib/shop/orders/order";
import { listRefundPictures } from "@/lib/shop/refunds/pictures/read-pictures";
import type { BrowserKind } from "../browser-kind";
import { changeText } from "../change-text";
import { LiveOrder } from "../live-order";
import { linkHref } from "../order-href";
import { refundKinds, refundText } from "../refund-text";
import { RememberOrders } from "../remember-orders";
import { askWords } from "../script-text";
import { seenOrder } from "../seen-order";
import { ordersText as text } from "../text";
import { AfterSaleContact } from "./after-sale-contact";
import { type Askable, AskRefund } from "./ask-refund";
import { BrowserGuide } from "./browser-guide";
import { OrderActions } from "./order-actions";
import { OrderChanges } from "./order-changes";
import { OrderFacts } from "./order-facts";
import { OrderParcels } from "./order-parcels";
import { OrderRefunds } from "./order-refunds";
import { OrderState } from "./order-state";
import { OrderWord } from "./order-word";
import { PayByPhone } from "./pay-by-phone";

const UNSETTLED = ["to_pay", "confirming", "closing"];

/**
 * `wantsToPay` shows, in an app without Alipay, the way to the browser; `paysHere`: at a desk, whether Alipay has a page for that;
 * `notice`: what the form before has to say.
 */
type OrderScreenProps = {
  id: string;
  isOwn: boolean;
  view: OrderView;
  browser: BrowserKind;
  paysHere?: boolean;
  wantsToPay: boolean;
  notice?: string | undefined;
};

/** An order as its buyer sees it, kept up to date. */
export async function OrderScreen({ id, isOwn, view, browser, paysHere = false, wantsToPay, notice }: OrderScreenProps) {
  const shop = getShop();
  const { config, now } = shop;
  const link = config.shopUrl + linkHref(view.no, view.accessToken);
  const isToPay = view.phase === "to_pay";
  const label = labelOf(view);
  const live = <LiveOrder no={view.no} shown={standingOf(view)} expiresAt={view.expiresAt.toISOString()} label={label} />;
  if (isToPay && browser === "in_app" && wantsToPay) {
    return (
      <>
        <BrowserGuide link={link} back={linkHref(view.no, view.accessToken)} />
        {live}
      </>
    );
  }
  const isPayable = !isToPay || (await isPaymentAvailable(shop));
  const pictures = view.refunds.length > 0 ? await listRefundPictures(shop, id) : [];
  return (
    <>
      <PageHeader title={text.detail.title} back="/orders" />
      <main>
        {config.demo && isToPay && <DemoRibbon />}
        <div className="space-y-3 p-3">
          {isToPay && isPayable && notice === "not_started" && <Notice kind="warn">{text.pay.notStarted}</Notice>}
          {notice === "paid_before" && view.paidAt && <Notice kind="warn">{text.pay.paidBefore}</Notice>}
          {notice === "order_changed" && isToPay && <Notice kind="warn">{changeText.orderChanged}</Notice>}
          <OrderState view={view} now={now()} isPayable={isPayable} />
          <OrderChanges view={view} />
          {isToPay && !view.isChanging && browser === "desktop" && <PayByPhone link={link} paysHere={paysHere} />}
          <OrderParcels view={view} browser={browser} now={now()} shopUrl={config.shopUrl} />
          <OrderRefunds view={view} pictures={pictures} maySee={isOwn || !isOver(view)} notice={notice} />
          <OrderFacts view={view} link={link} />
          <OrderWord id={id} no={view.no} isOwn={isOwn} isOver={isOver(view)} />
          {view.paidAt && <AskRefund words={forScripts(askWords)} no={view.no} askable={view.refundableFen > 0 ? askableOf(view) : null} />}
          {view.paidAt && <AfterSaleContact />}
          <OrderActions view={view} browser={browser} paysHere={paysHere} />
        </div>
      </main>
      {live}
      <RememberOrders seen={[seenOrder(view, now())]} />
      {UNSETTLED.includes(view.phase) && <RefreshWithoutScript />}
    </>
  );
}

/** What is read out when it has changed: how the order stands, and a sum that is another one than before. */
function labelOf({ phase, refundMark, changes, isChanging, totalFen }: OrderView): string {
  const applied = changes.some(({ state }) => state === "applied");
  const changed = isChanging
    ? changeText.wanted
    : applied && phase === "to_pay" && [changeText.title, `${changeText.due} ${formatFen(totalFen)}`].join(changeText.and);
  return [text.phases[phase], refundMark && text.refund.marks[refundMark], changed].filter(Boolean).join(text.detail.and);
}

function askableOf({ refundableFen, shippingFen }: OrderView): Askable {
  const freight = shippingFen > 0 ? refundText.freight(formatFen(shippingFen)) : null;
  return { sum: formatFen(refundableFen), yuan: yuanText(refundableFen), freight, kinds: refundKinds(), kindNone: refundText.kindNone };
}

function RefreshWithoutScript() {
  return (
    <noscript>
      <meta httpEquiv="refresh" content="5" />
    </noscript>
  );
}
