import Link from "next/link";
import type { OwnerOrder } from "@/lib/shop/orders/get-owner-order";
import { ActionForm } from "../../../form/action-form";
import { FormField } from "../../../form/form-field";
import { FormSelect } from "../../../form/form-select";
import { Submit } from "../../../form/submit";
import { Fold } from "../../../parts/fold";
import { Section } from "../../../parts/section";
import { checkAction, closeAction, correctAction, shipAction } from "./actions";
import { text } from "./text";

type OrderActionsProps = {
  order: OwnerOrder;
  wasAtCashier: boolean;
  isRefunding: boolean;
  /** Where to read why the order's money is in doubt; null when it is not. */
  doubtHref: "#discrepancies" | "/admin/discrepancies" | null;
};

/** What can be done with an order as it stands. The forms stay in place, so that what they answered can be read. */
export function OrderActions({ order, wasAtCashier, isRefunding, doubtHref }: OrderActionsProps) {
  const isPending = order.status === "PENDING";
  return (
    <Section title={text.actions}>
      <div className="flex flex-col gap-4">
        {order.status === "PAID" && <Shipping orderId={order.id} isRefunding={isRefunding} doubtHref={doubtHref} />}
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

type ShippingProps = Pick<OrderActionsProps, "isRefunding" | "doubtHref"> & { orderId: string };

/** The form to ship, or why the goods stay here. */
function Shipping({ orderId, isRefunding, doubtHref }: ShippingProps) {
  if (isRefunding) return <p className="text-ink-2 text-sm">{text.refundFirst}</p>;
  if (!doubtHref) return <ShipForm orderId={orderId} />;
  return (
    <p className="text-brand-deep text-sm">
      {text.inDoubt}{" "}
      <Link href={doubtHref} className="inline-flex min-h-11 items-center text-alipay underline underline-offset-2 md:min-h-0">
        {text.seeDoubt}
      </Link>
    </p>
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
