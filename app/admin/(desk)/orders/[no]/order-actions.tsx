import type { OwnerOrder } from "@/lib/shop/orders/get-owner-order";
import { ActionForm } from "../../../form/action-form";
import { FormField } from "../../../form/form-field";
import { FormSelect } from "../../../form/form-select";
import { Submit } from "../../../form/submit";
import { Fold } from "../../../parts/fold";
import { Section } from "../../../parts/section";
import { checkAction, closeAction, correctAction, shipAction } from "./actions";
import { text } from "./text";

/** What can be done with an order as it stands. The forms stay in place, so that what they answered can be read. */
export function OrderActions({ order, wasAtCashier, isRefunding }: { order: OwnerOrder; wasAtCashier: boolean; isRefunding: boolean }) {
  const isPending = order.status === "PENDING";
  return (
    <Section title={text.actions}>
      <div className="flex flex-col gap-4">
        {order.status === "PAID" &&
          (isRefunding ? <p className="text-ink-2 text-sm">{text.refundFirst}</p> : <ShipForm orderId={order.id} />)}
        {order.status === "SHIPPED" && <CorrectForm order={order} />}
        {wasAtCashier && (
          <ActionForm action={checkAction} label={text.check}>
            <input type="hidden" name="orderId" value={order.id} />
            <Submit kind={isPending ? "primary" : "outline"} className="w-full">
              {text.check}
            </Submit>
            <p className="mt-1.5 text-ink-3 text-xs">{text.checkHint}</p>
          </ActionForm>
        )}
        {isPending && <CloseForm orderId={order.id} />}
        {!wasAtCashier && !isPending && order.status !== "PAID" && order.status !== "SHIPPED" && (
          <p className="text-ink-3 text-sm">{text.noActions}</p>
        )}
      </div>
    </Section>
  );
}

function ShipForm({ orderId }: { orderId: string }) {
  return (
    <ActionForm action={shipAction} className="flex flex-col gap-3" label={text.ship}>
      <Parcel orderId={orderId} />
      <Submit className="w-full">{text.confirmShip}</Submit>
    </ActionForm>
  );
}

function CorrectForm({ order: { id, courier, trackingNo } }: { order: OwnerOrder }) {
  return (
    <Fold name={text.correct}>
      <ActionForm action={correctAction} className="flex flex-col gap-3" label={text.correct}>
        <p className="text-ink-2 text-sm">{text.correctHint}</p>
        <Parcel orderId={id} courier={courier ?? ""} trackingNo={trackingNo ?? ""} />
        <Submit className="w-full">{text.confirmCorrect}</Submit>
      </ActionForm>
    </Fold>
  );
}

/** With whom and under which number an order travels. */
function Parcel({ orderId, courier, trackingNo }: { orderId: string; courier?: string; trackingNo?: string }) {
  const couriers = text.couriers.map((name) => ({ value: name, label: name }));
  return (
    <>
      <input type="hidden" name="orderId" value={orderId} />
      <FormSelect label={text.courier} name="courier" options={couriers} defaultValue={courier} placeholder={text.chooseCourier} />
      <FormField
        label={text.trackingNo}
        name="trackingNo"
        required
        maxLength={40}
        autoComplete="off"
        autoCapitalize="characters"
        defaultValue={trackingNo}
      />
    </>
  );
}

function CloseForm({ orderId }: { orderId: string }) {
  return (
    <Fold name={text.close}>
      <ActionForm action={closeAction} label={text.close}>
        <input type="hidden" name="orderId" value={orderId} />
        <p className="mb-3 text-ink-2 text-sm">{text.closeHint}</p>
        <Submit kind="soft" className="w-full">
          {text.confirmClose}
        </Submit>
      </ActionForm>
    </Fold>
  );
}
