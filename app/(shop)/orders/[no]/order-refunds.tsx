import { formatFen } from "@/lib/shop/money";
import type { OrderRefund, OrderView, RefundStatus } from "@/lib/shop/orders/order";
import { formatTime } from "../../../format-time";
import { ordersText } from "../text";
import { WithdrawRequest } from "./withdraw-request";

const text = ordersText.refund;

const TONES: Record<RefundStatus, string> = {
  REQUESTED: "text-amber",
  PENDING: "text-alipay",
  DONE: "text-ok",
  FAILED: "text-bad",
  DECLINED: "text-ink-2",
  WITHDRAWN: "text-ink-2",
};

/** Every refund of the order with its sum and its times: what waits for the owner, then the newest first. */
export function OrderRefunds({ view }: { view: OrderView }) {
  if (view.refunds.length === 0) return null;
  const waiting = view.refunds.find(({ status }) => status === "REQUESTED");
  const others = view.refunds.filter((refund) => refund !== waiting).reverse();
  return (
    <section id="refunds" tabIndex={-1} className="rounded-card bg-card p-4">
      <h2 className="mb-2 flex items-baseline justify-between gap-3 font-semibold">
        {text.title}
        {view.refundedFen > 0 && (
          <span className="font-normal text-ink-2 text-sm">
            {text.sum} <span className="tabular-nums">{formatFen(view.refundedFen)}</span>
          </span>
        )}
      </h2>
      {waiting && <Refund refund={waiting} />}
      <WithdrawRequest no={view.no} refundNo={waiting?.no ?? null} />
      <ul className={`divide-y divide-line ${waiting && others.length > 0 ? "mt-4 border-line border-t pt-3" : ""}`}>
        {others.map((refund) => (
          <li key={refund.no} className="py-3 first:pt-0 last:pb-0">
            <Refund refund={refund} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Refund({ refund }: { refund: OrderRefund }) {
  const { status, endedAt, note } = refund;
  const ended = text.endedAs[status];
  const cameToNothing = status === "DECLINED" || status === "WITHDRAWN" || status === "FAILED";
  return (
    <div className="text-sm">
      <p className="flex items-baseline justify-between gap-3">
        <span className={`font-semibold ${TONES[status]}`}>{text.statuses[status]}</span>
        <span className={`text-base tabular-nums ${cameToNothing ? "text-ink-2" : "font-semibold"}`}>{formatFen(refund.amountFen)}</span>
      </p>
      <p className="mt-1 break-words text-ink-2">{refund.reason}</p>
      {status === "PENDING" && <p className="mt-1 text-ink-2">{text.goesOn}</p>}
      {status === "FAILED" && <p className="mt-1 text-ink-2">{text.failed}</p>}
      {refund.cardOutcome && <p className="mt-1 text-ink-2">{text.cards[refund.cardOutcome]}</p>}
      {note && (
        <p className="mt-1 break-words">
          {text.note}：{note}
        </p>
      )}
      <p className="mt-1 flex flex-wrap gap-x-3 text-ink-3 text-xs tabular-nums">
        <span>
          {text.askedAt} {formatTime(refund.createdAt)}
        </span>
        {endedAt && ended && (
          <span>
            {ended} {formatTime(endedAt)}
          </span>
        )}
      </p>
    </div>
  );
}
