import type { OwnerPayment } from "@/lib/shop/payments/list-order-payments";
import type { OwnerRefund } from "@/lib/shop/refunds/owner-refund";
import type { RefundPictureRef } from "@/lib/shop/refunds/pictures/read-pictures";
import { Section } from "../../../parts/section";
import { StartForm } from "../../../refund/forms";
import type { FreightLeft } from "../../../refund/freight-split";
import { type Asked, proposedFen, type RefundLine } from "../../../refund/paid-by-line";
import { PiecesForm } from "../../../refund/pieces-form";
import { RefundRow } from "../../../refund/refund-row";
import { refundText as text } from "../../../refund/text";

type RefundsProps = {
  /** Whether whoever looks may begin and answer refunds. */
  mayRefund: boolean;
  orderId: string;
  no: string;
  pictures: readonly RefundPictureRef[];
  refunds: readonly OwnerRefund[];
  payments: readonly OwnerPayment[];
  /** Of the payment that paid the order. */
  freight: FreightLeft;
  /** The lines of an order with discounts, whose pieces cost less than they say; else none. */
  lines: readonly RefundLine[];
  /** How many of their pieces a form of the address line asks about. */
  asked: Asked;
  /** What that form is to keep in the address line. */
  kept: { name: string; value: string } | null;
};

/** The order's refunds, newest first, with what can be done about each, and what can be refunded yet. */
export function Refunds({ mayRefund, orderId, no, pictures, refunds, payments, freight, lines, asked, kept }: RefundsProps) {
  const proposed = proposedFen(lines, asked);
  const settled = payments.find(({ disposition }) => disposition === "settled");
  const freightOf = (paymentId: bigint) => (paymentId === settled?.id ? freight : null);
  const isAsked = refunds.some(({ status }) => status === "REQUESTED");
  const left = payments.filter((payment) => payment.refundingFen < payment.amountFen);
  const open = isAsked || !mayRefund ? [] : left;
  if (refunds.length === 0 && open.length === 0) return null;
  const isDiscounted = lines.length > 0 && left.some(({ id }) => id === settled?.id);
  const pieces = mayRefund && isDiscounted && <PiecesForm lines={lines} asked={asked} kept={kept} />;
  return (
    <Section title={text.title} id="refunds" tone={isAsked ? "loud" : "plain"}>
      {/* A buyer's request is answered in its row: what fills that form in stands before it. */}
      {isAsked && pieces && <div className="mb-3">{pieces}</div>}
      <ul className="divide-y divide-line">
        {refunds.map((refund) => (
          <li key={refund.id} className="py-3 first:pt-0 last:pb-0">
            <RefundRow
              refund={refund}
              mayDecide={mayRefund}
              leftFen={leftOf(payments, refund)}
              freight={freightOf(refund.paymentId)}
              proposed={refund.paymentId === settled?.id ? proposed : null}
              pictures={pictures
                .filter(({ refundNo }) => refundNo === refund.outRequestNo)
                .map(({ id }) => `/admin/orders/${no}/pictures/${id}`)}
            />
          </li>
        ))}
      </ul>
      {!isAsked && pieces}
      {open.map((payment) => (
        <StartForm
          // What is left is another sum after each refund: a new form, with the new sum filled in.
          key={`${payment.id}:${payment.refundingFen}:${proposed}`}
          orderId={orderId}
          paymentId={payment.id}
          leftFen={payment.amountFen - payment.refundingFen}
          freight={freightOf(payment.id)}
          proposed={payment.id === settled?.id ? proposed : null}
          name={payment.disposition === "settled" ? text.settled : text.held}
        />
      ))}
    </Section>
  );
}

function leftOf(payments: readonly OwnerPayment[], { paymentId }: OwnerRefund): number {
  const payment = payments.find(({ id }) => id === paymentId);
  return payment ? payment.amountFen - payment.refundingFen : 0;
}
