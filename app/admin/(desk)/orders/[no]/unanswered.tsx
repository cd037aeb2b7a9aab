import { formatFen } from "@/lib/shop/money";
import type { OwnerAttempt } from "@/lib/shop/payments/list-order-payments";
import { ActionForm } from "../../../form/action-form";
import { FormField } from "../../../form/form-field";
import { Submit } from "../../../form/submit";
import { Section } from "../../../parts/section";
import { closeUnansweredAction, proveAction } from "./actions";
import { unansweredText as text } from "./unanswered-text";

type UnansweredProps = { orderId: string; attempt: OwnerAttempt };

/** For an order that Alipay has had no useful answer about for hours: what the owner can decide instead, and what that means. */
export function Unanswered({ orderId, attempt }: UnansweredProps) {
  return (
    <Section title={text.title} tone="loud">
      <p className="mb-3 text-sm">{text.what}</p>
      <div className="flex flex-col gap-3">
        <ProveForm orderId={orderId} attempt={attempt} />
        <CloseForm orderId={orderId} />
      </div>
    </Section>
  );
}

/** Nothing is filled in but what Alipay itself has said: the sum is to be read in the merchant centre. */
function ProveForm({ orderId, attempt }: UnansweredProps) {
  return (
    <ActionForm action={proveAction} className="flex flex-col gap-3" label={text.prove} fold={{ name: text.prove, className: "bg-card" }}>
      <input type="hidden" name="orderId" value={orderId} />
      <p className="text-ink-2 text-sm">{text.proveHint}</p>
      <FormField
        label={text.tradeNo}
        hint={text.tradeNoHint}
        name="tradeNo"
        required
        inputMode="numeric"
        autoComplete="off"
        maxLength={64}
        defaultValue={attempt.tradeNo ?? ""}
      />
      <FormField
        label={text.amount}
        hint={text.amountHint(formatFen(attempt.amountFen))}
        name="amount"
        required
        inputMode="decimal"
        autoComplete="off"
      />
      <FormField label={text.note} hint={text.noteHint} name="note" required multiline rows={2} maxLength={200} />
      <Submit className="md:self-start">{text.confirmProve}</Submit>
    </ActionForm>
  );
}

function CloseForm({ orderId }: { orderId: string }) {
  return (
    <ActionForm
      action={closeUnansweredAction}
      className="flex flex-col gap-3"
      label={text.close}
      fold={{ name: text.close, className: "bg-card" }}
    >
      <input type="hidden" name="orderId" value={orderId} />
      <p className="text-ink-2 text-sm">{text.closeHint}</p>
      <FormField label={text.reason} hint={text.reasonHint} name="note" required multiline rows={2} maxLength={200} />
      <Submit kind="soft" className="md:self-start">
        {text.confirmClose}
      </Submit>
    </ActionForm>
  );
}
