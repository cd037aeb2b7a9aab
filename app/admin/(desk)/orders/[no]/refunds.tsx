import type { OwnerOrder } from "@/lib/shop/admin/get-order";
import type { OwnerRefund as Refund } from "@/lib/shop/admin/owner-refund";
import { Section } from "../../../parts/section";
import { StartForm } from "../../../refund/forms";
import { RefundRow } from "../../../refund/refund-row";
import { refundText as text } from "../../../refund/text";

/** The order's refunds, newest first, with what can be done about each, and what can be refunded yet. */
export function Refunds({ order }: { order: OwnerOrder }) {
  const isAsked = order.refunds.some(({ status }) => status === "REQUESTED");
  const open = isAsked ? [] : order.payments.filter((payment) => payment.refundingFen < payment.amountFen);
  if (order.refunds.length === 0 && open.length === 0) return null;
  return (
    <Section title={text.title} id="refunds" tone={isAsked ? "loud" : "plain"}>
      <ul className="divide-y divide-line">
        {order.refunds.map((refund) => (
          <li key={refund.id} className="py-3 first:pt-0 last:pb-0">
            <RefundRow refund={refund} leftFen={leftOf(order, refund)} />
          </li>
        ))}
      </ul>
      {open.map((payment) => (
        <StartForm
          // What is left is another sum after each refund: a new form, with the new sum filled in.
          key={`${payment.id}:${payment.refundingFen}`}
          orderId={order.id}
          paymentId={payment.id}
          leftFen={payment.amountFen - payment.refundingFen}
          name={payment.disposition === "settled" ? text.settled : text.held}
        />
      ))}
    </Section>
  );
}

function leftOf({ payments }: OwnerOrder, { paymentId }: Refund): number {
  const payment = payments.find(({ id }) => id === paymentId);
  return payment ? payment.amountFen - payment.refundingFen : 0;
}
