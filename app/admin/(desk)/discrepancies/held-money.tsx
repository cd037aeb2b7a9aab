import { formatFen } from "@/lib/shop/money";
import type { HeldPayment } from "@/lib/shop/refunds/read-held-payments";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { KeptField } from "../../form/kept-field";
import { Submit } from "../../form/submit";
import { newWishKey } from "../../form/wish-key";
import { RefundRow } from "../../refund/refund-row";
import { refundHeldAction } from "./actions";
import { text } from "./text";

type HeldMoneyProps = { held: HeldPayment; isOpen: boolean; mayDecide: boolean };

/** Money that pays no order: its refunds as an order's page shows them, and while it waits for the owner a way to give back what is left. */
export function HeldMoney({ held: { paymentId, leftFen, refunds }, isOpen, mayDecide }: HeldMoneyProps) {
  return (
    <>
      {refunds.length > 0 && (
        <ul className="mt-3 divide-y divide-line border-line border-t" aria-label={text.refunds}>
          {refunds.map((refund) => (
            <li key={refund.id} className="py-3">
              <RefundRow refund={refund} mayDecide={mayDecide} leftFen={leftFen} />
            </li>
          ))}
        </ul>
      )}
      {mayDecide && isOpen && leftFen > 0 && <RefundForm key={leftFen} paymentId={paymentId} leftFen={leftFen} />}
    </>
  );
}

function RefundForm({ paymentId, leftFen }: { paymentId: bigint; leftFen: number }) {
  const name = `${text.refund} ${formatFen(leftFen)}`;
  return (
    <ActionForm
      action={refundHeldAction}
      className="flex flex-col gap-3 pb-1"
      label={name}
      fold={{ name, look: "line", className: "mt-3" }}
    >
      <input type="hidden" name="paymentId" value={String(paymentId)} />
      <KeptField name="wishKey" value={newWishKey()} />
      <FormField label={text.refundReason} hint={text.refundReasonHint} name="reason" required maxLength={100} />
      <p className="text-ink-3 text-xs">{text.refundHint}</p>
      <Submit className="md:self-start">{text.refundSubmit}</Submit>
    </ActionForm>
  );
}
