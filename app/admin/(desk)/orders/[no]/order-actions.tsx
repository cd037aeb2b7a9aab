import Link from "next/link";
import type { OwnerOrder } from "@/lib/shop/orders/get-owner-order";
import type { Member } from "@/lib/shop/owners/owner";
import { may } from "@/lib/shop/owners/role";
import { ActionForm } from "../../../form/action-form";
import { ConfirmFold } from "../../../form/confirm-fold";
import { Submit } from "../../../form/submit";
import { Section } from "../../../parts/section";
import { ParcelFields } from "../../parcels/parcel-fields";
import { PiecesFields } from "../../parcels/pieces-fields";
import { text as parcels } from "../../parcels/text";
import { checkAction, closeAction, shipAction } from "./actions";
import { leftLines } from "./parcels";
import { text } from "./text";

type OrderActionsProps = {
  order: OwnerOrder;
  /** Who looks, and so what there is to do. */
  member: Member;
  /** The courier that was used last. */
  remembered: string | null;
  wasAtCashier: boolean;
  isRefunding: boolean;
  /** Where to read why the order's money is in doubt; null when it is not. */
  doubtHref: "#discrepancies" | "/admin/discrepancies" | null;
};

/** What can be done with an order as it stands. The forms stay in place, so that what they answered can be read. */
export function OrderActions({ order, member, remembered, wasAtCashier, isRefunding, doubtHref }: OrderActionsProps) {
  const isPending = order.status === "PENDING";
  const canShip = order.status === "PAID" && may(member, "orders.ship");
  const canCheck = wasAtCashier && may(member, "money.settle");
  const canClose = isPending && may(member, "orders.close");
  if (!canShip && !canCheck && !canClose && !may(member, "orders.close")) return null;
  return (
    <Section title={text.actions}>
      <div className="flex flex-col gap-4">
        {canShip && <Shipping order={order} member={member} remembered={remembered} isRefunding={isRefunding} doubtHref={doubtHref} />}
        {canCheck && (
          <ActionForm action={checkAction} label={text.check}>
            <input type="hidden" name="orderId" value={order.id} />
            <Submit kind={isPending ? "primary" : "outline"} className="w-full">
              {text.check}
            </Submit>
            <p className="mt-1.5 text-ink-3 text-xs">{text.checkHint}</p>
          </ActionForm>
        )}
        {canClose && <CloseForm orderId={order.id} />}
        {!wasAtCashier && !isPending && order.status !== "PAID" && order.status !== "SHIPPED" && (
          <p className="text-ink-3 text-sm">{text.noActions}</p>
        )}
      </div>
    </Section>
  );
}

type ShippingProps = Omit<OrderActionsProps, "wasAtCashier">;

/** The form to ship, or why the goods stay here. */
function Shipping({ order, member, remembered, isRefunding, doubtHref }: ShippingProps) {
  if (isRefunding) return <p className="text-ink-2 text-sm">{text.refundFirst}</p>;
  if (!doubtHref) return <ShipForm order={order} remembered={remembered} />;
  return (
    <p className="text-brand-deep text-sm">
      {text.inDoubt}{" "}
      {may(member, "money.read") && (
        <Link href={doubtHref} className="inline-flex min-h-11 items-center text-alipay underline underline-offset-2 md:min-h-0">
          {text.seeDoubt}
        </Link>
      )}
    </p>
  );
}

function ShipForm({ order, remembered }: { order: OwnerOrder; remembered: string | null }) {
  return (
    <ActionForm action={shipAction} className="flex flex-col gap-3" label={text.ship}>
      <ParcelFields orderId={order.id} courier={remembered ?? ""} isRemembered />
      <PiecesFields lines={leftLines(order)} />
      <Submit className="w-full">{parcels.confirmShip}</Submit>
    </ActionForm>
  );
}

function CloseForm({ orderId }: { orderId: string }) {
  return (
    <ConfirmFold name={text.close} action={closeAction} hint={text.closeHint} confirm={text.confirmClose}>
      <input type="hidden" name="orderId" value={orderId} />
    </ConfirmFold>
  );
}
