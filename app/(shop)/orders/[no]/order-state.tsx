import type { ReactNode } from "react";
import { Icon, type IconName } from "@/components/icon";
import { Price } from "@/components/price";
import type { OrderPhase, OrderView } from "@/lib/shop/orders/order";
import { formatClock } from "../../../format-time";
import { changeText } from "../change-text";
import { Countdown } from "../countdown";
import { ordersText as text } from "../text";

const LOOKS: Record<OrderPhase, { icon: IconName | "spinner"; className: string }> = {
  to_pay: { icon: "orders", className: "bg-amber-soft text-amber" },
  confirming: { icon: "spinner", className: "bg-alipay-soft text-alipay" },
  closing: { icon: "spinner", className: "bg-alipay-soft text-alipay" },
  paid: { icon: "check", className: "bg-ok-soft text-ok" },
  shipped: { icon: "truck", className: "bg-ok-soft text-ok" },
  completed: { icon: "check", className: "bg-ok-soft text-ok" },
  closed: { icon: "close", className: "bg-line text-ink-2" },
  closed_paid: { icon: "alert", className: "bg-amber-soft text-amber" },
  closed_kept: { icon: "close", className: "bg-line text-ink-2" },
  refunded: { icon: "check", className: "bg-line text-ink-2" },
};

/** `isPayable`: the shop can take payments at the moment. */
type OrderStateProps = { view: OrderView; now: Date; isPayable: boolean };

/** Where the order stands, in one look: a sign, a word, and what comes next. */
export function OrderState({ view, now, isPayable }: OrderStateProps) {
  const { icon, className } = LOOKS[view.phase];
  return (
    <section aria-labelledby="order-state" className="rounded-card bg-card px-5 py-6 text-center">
      <span className={`mx-auto grid size-14 place-items-center rounded-full ${className}`}>
        {icon === "spinner" ? <Spinner /> : <Icon name={icon} className="size-7" />}
      </span>
      <h2 id="order-state" className="mt-3 font-bold text-xl">
        {text.phases[view.phase]}
      </h2>
      {view.refundMark && view.phase !== "refunded" && (
        <p className="mt-1.5 font-medium text-amber text-sm">{text.refund.marks[view.refundMark]}</p>
      )}
      <div className="mt-1.5 text-balance text-ink-2 text-sm">
        <NextStep view={view} now={now} isPayable={isPayable} />
      </div>
    </section>
  );
}

function NextStep({ view, now, isPayable }: OrderStateProps): ReactNode {
  switch (view.phase) {
    case "to_pay":
      if (view.isChanging) return <Changing view={view} />;
      return isPayable ? <ToPay view={view} now={now} /> : <NotPayable view={view} />;
    case "confirming":
      return view.isResultLate ? <LateResult /> : <Confirming />;
    case "closing":
      return view.isResultLate ? <LateResult /> : text.detail.closing;
    case "paid":
      return text.refund.beforeShipping[view.refundMark ?? "partly"] ?? text.detail.paid;
    case "shipped":
      return <Shipped view={view} />;
    case "completed":
      return text.detail.completed;
    case "closed":
      return view.closeReason && text.closeReasons[view.closeReason];
    case "closed_paid":
      return text.detail.closedPaid;
    case "closed_kept":
      return text.detail.closedKept;
    case "refunded":
      return text.detail.refunded;
  }
}

function Confirming() {
  return (
    <>
      <p>{text.detail.confirming}</p>
      <p className="mt-2 text-ink-3">{text.detail.confirmingHelp}</p>
    </>
  );
}

function LateResult() {
  return (
    <>
      <p>{text.detail.lateResult}</p>
      <p className="mt-2 text-ink-3">{text.detail.lateResultHelp}</p>
    </>
  );
}

/** No countdown: it would promise what cannot be done. */
function NotPayable({ view }: { view: OrderView }) {
  return (
    <>
      <Price fen={view.totalFen} size="lg" className="my-1 block" />
      <p className="font-medium text-amber">{text.detail.unavailable}</p>
      <p className="mt-1 text-ink-3">{text.detail.unavailableHelp}</p>
    </>
  );
}

/** No countdown either: what is to be paid, and until when, is about to change. */
function Changing({ view }: { view: OrderView }) {
  return (
    <>
      <Price fen={view.totalFen} size="lg" className="my-1 block" />
      <p className="font-medium text-amber">{changeText.notYet}</p>
    </>
  );
}

function ToPay({ view, now }: { view: OrderView; now: Date }) {
  return (
    <>
      <Price fen={view.totalFen} size="lg" className="my-1 block" />
      <p>
        {text.detail.timeLeft}{" "}
        <b className="font-semibold text-brand text-base">
          <Countdown expiresAt={view.expiresAt.toISOString()} renderedAt={now.toISOString()} />
        </b>
      </p>
      <p className="mt-1 text-ink-3">{text.detail.payBefore(formatClock(view.expiresAt))}</p>
    </>
  );
}

function Shipped({ view }: { view: OrderView }) {
  return view.unsentPieces > 0 ? text.detail.partlySent(view.unsentPieces) : text.detail.shipped;
}

function Spinner() {
  return <span aria-hidden="true" className="size-7 animate-spin rounded-full border-3 border-current border-r-transparent" />;
}
