import { formatFen, yuanText } from "@/lib/shop/money";
import { ActionForm } from "../form/action-form";
import { FormField } from "../form/form-field";
import { FormRadios } from "../form/form-radios";
import { KeptCheck } from "../form/kept-check";
import { KeptField } from "../form/kept-field";
import { Submit } from "../form/submit";
import { newWishKey } from "../form/wish-key";
import { acceptAction, declineAction, endAction, giveUpAction, refundAction, retryAction } from "./actions";
import { type FreightLeft, type Prefilled, splitFreight } from "./freight-split";
import { refundText as text } from "./text";

type StartFormProps = {
  orderId: string;
  paymentId: bigint;
  leftFen: number;
  freight: FreightLeft | null;
  name: string;
  proposed?: number | null;
};

/** The sum that is left is filled in, or the one that was counted (`proposed`), the freight apart. */
export function StartForm({ orderId, paymentId, leftFen, freight, name, proposed = null }: StartFormProps) {
  const prefilled = splitFreight(proposed ?? leftFen, leftFen, freight);
  return (
    <ActionForm
      action={refundAction}
      className="flex flex-col gap-3"
      label={text.start}
      about={paymentId}
      fold={{ name: `${text.start} · ${name} ${formatFen(leftFen)}`, className: "mt-3", isOpen: proposed !== null }}
    >
      <input type="hidden" name="orderId" value={orderId} />
      <input type="hidden" name="paymentId" value={String(paymentId)} />
      <KeptField name="wishKey" value={newWishKey()} />
      <KeptField name="seenLeft" value={String(leftFen)} />
      <KeptField name="told" value="" />
      <Amount leftFen={leftFen} prefilled={prefilled} hint={text.amountHint} />
      <FormField label={text.reasonField} hint={text.reasonHint} name="reason" required maxLength={100} multiline rows={2} />
      <p className="text-ink-3 text-xs">{text.hint}</p>
      <Submit className="md:self-start">{text.submit}</Submit>
    </ActionForm>
  );
}

const answer = "rounded-xl bg-card p-3";

type AnswerFormsProps = { refundId: bigint; fen: number; leftFen: number; freight: FreightLeft | null };

/** Yes, also of another sum, or no with a reason. */
export function AnswerForms({ refundId, fen, leftFen, freight }: AnswerFormsProps) {
  return (
    <div className="mt-3 grid gap-3 md:grid-cols-2">
      <div className={answer}>
        <ActionForm action={acceptAction} className="flex flex-col gap-3" label={text.accept} about={refundId}>
          <input type="hidden" name="refundId" value={String(refundId)} />
          <KeptField name="wishKey" value={newWishKey()} />
          <Amount leftFen={leftFen} prefilled={splitFreight(fen, leftFen, freight)} hint={text.acceptHint} />
          <Submit className="md:self-start">{text.accept}</Submit>
        </ActionForm>
      </div>
      <div className={answer}>
        <ActionForm action={declineAction} className="flex flex-col gap-3" label={text.decline} about={refundId}>
          <input type="hidden" name="refundId" value={String(refundId)} />
          <FormField label={text.declineNote} hint={text.declineHint} name="note" required maxLength={200} multiline rows={2} />
          <Submit kind="outline" className="md:self-start">
            {text.decline}
          </Submit>
        </ActionForm>
      </div>
    </div>
  );
}

export function RetryForm({ refundId }: { refundId: bigint }) {
  return (
    <ActionForm action={retryAction} className="mt-3" label={text.retry}>
      <input type="hidden" name="refundId" value={String(refundId)} />
      <KeptField name="wishKey" value={newWishKey()} />
      <Submit kind="soft">{text.retry}</Submit>
    </ActionForm>
  );
}

export function GiveUpForm({ refundId }: { refundId: bigint }) {
  return (
    <ActionForm action={giveUpAction} label={text.giveUp}>
      <input type="hidden" name="refundId" value={String(refundId)} />
      <Submit kind="outline">{text.giveUp}</Submit>
    </ActionForm>
  );
}

/** The owner has looked at Alipay, and says there what stands there. */
export function EndForm({ refundId }: { refundId: bigint }) {
  return (
    <ActionForm
      action={endAction}
      className="flex flex-col gap-3"
      label={text.end}
      about={refundId}
      fold={{ name: text.end, className: "mt-3" }}
    >
      <input type="hidden" name="refundId" value={String(refundId)} />
      <p className="text-ink-2 text-sm">{text.endHint}</p>
      <FormRadios label={text.seen} name="seen" options={text.seenOptions} />
      <FormField label={text.proof} hint={text.proofHint} name="note" required maxLength={200} multiline rows={2} />
      <Submit className="md:self-start">{text.endSubmit}</Submit>
    </ActionForm>
  );
}

function Amount({ prefilled: { goodsFen, freight }, leftFen, hint }: { prefilled: Prefilled; leftFen: number; hint: string }) {
  const label = freight ? text.goodsAmount(yuanText(leftFen - freight.fen)) : text.amount(yuanText(leftFen));
  return (
    <>
      <FormField
        label={label}
        hint={freight ? text.splitHint : hint}
        name="amount"
        required
        inputMode="decimal"
        autoComplete="off"
        defaultValue={yuanText(goodsFen)}
      />
      {freight && (
        <>
          <KeptField name="freight" value={String(freight.fen)} />
          {/* Whoever types another sum means that sum: the freight goes with it only when it is ticked again. */}
          <KeptCheck name="withFreight" label={text.withFreight(formatFen(freight.fen))} checked={freight.isTicked} untickedBy="amount" />
        </>
      )}
    </>
  );
}
