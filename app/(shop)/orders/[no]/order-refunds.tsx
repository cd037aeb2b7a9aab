import { Notice } from "@/components/notice";
import { ownersLang } from "@/lib/language/language";
import { forScripts } from "@/lib/language/words";
import { formatFen } from "@/lib/shop/money";
import type { OrderRefund, OrderView, RefundStatus } from "@/lib/shop/orders/order";
import type { RefundPictureRef } from "@/lib/shop/refunds/pictures/read-pictures";
import { pictureNotice, refundReason, refundText } from "../refund-text";
import { withdrawWords } from "../script-text";
import { ordersText } from "../text";
import { RefundPictures } from "./refund-pictures";
import { RefundSteps } from "./refund-steps";
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

type OrderRefundsProps = { view: OrderView; pictures: readonly RefundPictureRef[]; maySee: boolean; notice: string | undefined };

/**
 * Every refund of the order with its sum and its times: what waits for the owner, then the newest first. `maySee`: the pictures, which
 * a visitor by link does not once the order is over.
 */
export function OrderRefunds({ view, pictures, maySee, notice }: OrderRefundsProps) {
  if (view.refunds.length === 0) return null;
  const said = pictureNotice(notice);
  const shown = (refund: OrderRefund) => <Refund no={view.no} refund={refund} pictures={pictures} maySee={maySee} />;
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
      <Notice kind={said?.isKept ? "ok" : "error"} className="mb-3">
        {said?.words}
      </Notice>
      {waiting && shown(waiting)}
      <WithdrawRequest words={forScripts(withdrawWords)} no={view.no} refundNo={waiting?.no ?? null} />
      <ul className={`divide-y divide-line ${waiting && others.length > 0 ? "mt-4 border-line border-t pt-3" : ""}`}>
        {others.map((refund) => (
          <li key={refund.no} className="py-3 first:pt-0 last:pb-0">
            {shown(refund)}
          </li>
        ))}
      </ul>
    </section>
  );
}

type RefundProps = { no: string; refund: OrderRefund; pictures: readonly RefundPictureRef[]; maySee: boolean };

function Refund({ no, refund, pictures, maySee }: RefundProps) {
  const { status, note } = refund;
  const reason = refundReason(refund.reason);
  const ids = pictures.filter(({ refundNo }) => refundNo === refund.no).map(({ id }) => id);
  const cameToNothing = status === "DECLINED" || status === "WITHDRAWN" || status === "FAILED";
  return (
    <div className="text-sm">
      <p className="flex items-baseline justify-between gap-3">
        <span className={`font-semibold ${TONES[status]}`}>{text.statuses[status]}</span>
        <span className={`text-base tabular-nums ${cameToNothing ? "text-ink-2" : "font-semibold"}`}>{formatFen(refund.amountFen)}</span>
      </p>
      <p className="mt-1 break-words text-ink-2">
        {reason.known}
        {reason.known && reason.written && ": "}
        {reason.written && <span lang={ownersLang()}>{reason.written}</span>}
      </p>
      {note && (
        <p className="mt-1 break-words">
          {text.note}
          <span lang={ownersLang()}>{note}</span>
        </p>
      )}
      <RefundSteps refund={refund} />
      <p className="mt-2 text-ink-2">{refundText.meanings[status]}</p>
      {refund.cardOutcome && <p className="mt-1 text-ink-2">{refundText.cards[refund.cardOutcome]}</p>}
      <RefundPictures no={no} refundNo={refund.no} ids={ids} maySee={maySee} ofOrder={pictures.length} isOpen={status === "REQUESTED"} />
    </div>
  );
}
