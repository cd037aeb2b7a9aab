import { buttonClass } from "@/components/button";
import { Link } from "@/components/link";
import { forScripts } from "@/lib/language/words";
import type { OrderView } from "@/lib/shop/orders/order";
import { cancelAction, receiveAction } from "../actions";
import type { BrowserKind } from "../browser-kind";
import { BuyAgain } from "../buy-again";
import { changeText } from "../change-text";
import { ConfirmBar } from "../confirm-bar";
import { MAY_BUY_AGAIN } from "../may-buy-again";
import { linkHref } from "../order-href";
import { PayForm } from "../pay-form";
import { againWords, payWords } from "../script-text";
import { ordersText as text } from "../text";

/** What the shopper can do now; never to pay again while a result is awaited. */
export function OrderActions({ view, browser, paysHere }: { view: OrderView; browser: BrowserKind; paysHere: boolean }) {
  if (view.phase === "to_pay") {
    return (
      <ConfirmBar no={view.no} action={cancelAction} words={forScripts(text.cancel)}>
        <PayAction view={view} browser={browser} paysHere={paysHere} />
      </ConfirmBar>
    );
  }
  // As long as pieces are to come, there is nothing to confirm.
  if (view.phase === "shipped" && view.unsentPieces === 0) {
    return <ConfirmBar no={view.no} action={receiveAction} words={forScripts(text.receive)} kind="primary" className="justify-end" />;
  }
  return (
    <nav className="flex flex-wrap items-start justify-center gap-3 py-3">
      {MAY_BUY_AGAIN.includes(view.phase) && <BuyAgain words={forScripts(againWords)} no={view.no} />}
      <Link href="/orders" className={buttonClass("outline")}>
        {text.detail.myOrders}
      </Link>
      <Link href="/" className={buttonClass("outline")}>
        {text.detail.goOn}
      </Link>
    </nav>
  );
}

/**
 * Inside WeChat and its like the button leads to the guide; on a desktop the QR code above is the way to pay, and the button as well where
 * Alipay has a page for it (`paysHere`).
 */
function PayAction({ view, browser, paysHere }: { view: OrderView; browser: BrowserKind; paysHere: boolean }) {
  if (view.isChanging) return <p className="flex-1 text-right text-ink-2 text-sm">{changeText.notYet}</p>;
  if (browser === "desktop" && !paysHere) return <p className="flex-1 text-right text-ink-2 text-sm">{text.qr.title}</p>;
  if (browser === "in_app") {
    return (
      <Link href={linkHref(view.no, view.accessToken, { pay: "1" })} className={buttonClass("pay", "flex-1")}>
        {payWords.button}
      </Link>
    );
  }
  const label = browser === "desktop" ? { label: text.qr.here } : {};
  return (
    <PayForm
      words={forScripts(payWords)}
      no={view.no}
      totalFen={view.totalFen}
      termChanges={view.termChanges}
      {...label}
      className="flex-1"
      noticeClassName="absolute inset-x-3 bottom-full mb-3"
    />
  );
}
