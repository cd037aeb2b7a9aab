import type { OrderRefund } from "@/lib/shop/orders/order";
import { formatShortTime } from "../../../format-time";
import { refundText } from "../refund-text";

const text = refundText.steps;

/** over: it ends here, without money going back. */
type Step = { name: string; at: Date | null; state: "done" | "now" | "later" | "over" };

const DOTS: Record<Step["state"], string> = {
  done: "bg-ok",
  now: "bg-alipay ring-4 ring-alipay-soft",
  later: "bg-line",
  over: "bg-ink-3",
};

/** 申请 → 商家处理 → 退款中 → 已退款, with the time of each that has happened. */
export function RefundSteps({ refund }: { refund: OrderRefund }) {
  const steps = stepsOf(refund);
  return (
    <ol aria-label={refundText.progress} className="mt-3 flex">
      {steps.map(({ name, at, state }, nth) => (
        <li key={name} aria-current={state === "now" ? "step" : undefined} className="relative min-w-0 flex-1 text-center text-xs">
          {nth > 0 && (
            <span aria-hidden="true" className={`absolute top-1 right-1/2 -mr-0 h-0.5 w-full ${state === "later" ? "bg-line" : "bg-ok"}`} />
          )}
          <span aria-hidden="true" className={`relative mx-auto block size-2.5 rounded-full ${DOTS[state]}`} />
          <span className={`mt-1.5 block ${state === "later" ? "text-ink-3" : state === "now" ? "font-semibold" : "text-ink-2"}`}>
            {name}
          </span>
          {at && (
            <time dateTime={at.toISOString()} className="block text-ink-3 tabular-nums">
              {formatShortTime(at)}
            </time>
          )}
        </li>
      ))}
    </ol>
  );
}

function stepsOf({ status, requestedBy, createdAt, startedAt, endedAt }: OrderRefund): Step[] {
  const isAsked = requestedBy === "buyer";
  const first: Step = { name: isAsked ? text.asked : text.begun, at: createdAt, state: "done" };
  const later = (...names: string[]): Step[] => names.map((name) => ({ name, at: null, state: "later" }));
  const agreed: Step[] = isAsked ? [first, { name: text.agreed, at: startedAt, state: "done" }] : [first];
  switch (status) {
    case "REQUESTED":
      return [first, { name: text.handled, at: null, state: "now" }, ...later(text.refunding, text.done)];
    case "PENDING":
      return [...agreed, { name: text.refunding, at: startedAt, state: "now" }, ...later(text.done)];
    case "DONE":
      return [...agreed, { name: text.refunding, at: startedAt, state: "done" }, { name: text.done, at: endedAt, state: "done" }];
    case "FAILED":
      return [...agreed, { name: refundText.failed, at: endedAt, state: "over" }];
    case "DECLINED":
      return [first, { name: refundText.declined, at: endedAt, state: "over" }];
    case "WITHDRAWN":
      return [first, { name: refundText.withdrawn, at: endedAt, state: "over" }];
  }
}
