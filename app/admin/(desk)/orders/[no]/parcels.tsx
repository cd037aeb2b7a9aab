import { CopyButton } from "@/components/copy-button";
import { formatFen } from "@/lib/shop/money";
import type { OwnerOrder } from "@/lib/shop/orders/get-owner-order";
import type { NeverSent } from "@/lib/shop/orders/never-sent";
import { leftToSend } from "@/lib/shop/parcels/parcel";
import { ActionForm } from "../../../form/action-form";
import { ConfirmFold } from "../../../form/confirm-fold";
import { KeptField } from "../../../form/kept-field";
import { Submit } from "../../../form/submit";
import { Fold } from "../../../parts/fold";
import { Section } from "../../../parts/section";
import { Time } from "../../../parts/time";
import { text as common } from "../../../text";
import { ParcelFields } from "../../parcels/parcel-fields";
import { PiecesFields } from "../../parcels/pieces-fields";
import { text } from "../../parcels/text";
import { addParcelAction, correctAction, noMoreAction, takeBackAction } from "./actions";

type Line = OwnerOrder["lines"][number];
type Parcel = OwnerOrder["parcels"][number];

/** The lines of an order with how many of each are in no parcel yet: what a parcel needs of them, and no sum. */
export function leftLines(order: OwnerOrder): (Pick<Line, "id" | "title" | "variantName"> & { left: number })[] {
  const left = new Map(leftToSend(order).map(({ lineId, quantity }) => [lineId, quantity]));
  return order.lines.map(({ id, title, variantName }) => ({ id, title, variantName, left: left.get(id) ?? 0 }));
}

type ParcelsProps = {
  order: OwnerOrder;
  remembered: string | null;
  mayShip: boolean;
  /** What of it will not come; its sums only for who may see them. */
  rest: (NeverSent & { hasMoney: boolean }) | null;
};

/** What an order was sent in, and what can still be done about it. */
export function Parcels({ order, remembered, mayShip, rest }: ParcelsProps) {
  if (order.parcels.length === 0) return null;
  const canChange = mayShip && order.status === "SHIPPED";
  return (
    <Section title={text.parcels}>
      {order.unsentPieces > 0 && <p className="mb-3 font-medium text-amber text-sm">{text.unsent(order.unsentPieces)}</p>}
      <ol className="flex flex-col divide-y divide-line">
        {order.parcels.map((parcel, index) => (
          <li key={String(parcel.id)} className="py-3 first:pt-0 last:pb-0">
            <ParcelCard order={order} parcel={parcel} nth={index + 1} canChange={canChange} />
          </li>
        ))}
      </ol>
      {rest && <Rest {...rest} />}
      {order.receiveBy && (
        <p className="mt-3 text-ink-3 text-xs">
          {text.receiveBy}：<Time at={order.receiveBy} />
        </p>
      )}
      {canChange && (
        <div className="mt-3 flex flex-col gap-3">
          <AddForm order={order} remembered={remembered} />
          {order.unsentPieces > 0 && <NoMoreForm orderId={order.id} />}
        </div>
      )}
    </Section>
  );
}

/** What the buyer ordered and will not get, and whether its money went back: the buyer reads the same. */
function Rest({ goods, paidFen, refundedFen, openFen, money, hasMoney }: NonNullable<ParcelsProps["rest"]>) {
  const isOpen = money === "none" || money === "partly";
  return (
    <div className={`mt-3 rounded-xl px-3 py-2 text-sm ${isOpen ? "bg-amber-soft text-amber" : "bg-paper text-ink-2"}`}>
      <p className="font-medium">{text.neverSent}</p>
      <p>
        {goods.map(({ title, variantName, quantity }) => text.content([title, variantName].filter(Boolean).join(" "), quantity)).join("；")}
      </p>
      <p>
        {hasMoney
          ? text.moneyOfTheRest[money](formatFen(paidFen), formatFen(refundedFen), openFen > 0 ? formatFen(openFen) : "")
          : text.restWithoutSums[money]}
      </p>
    </div>
  );
}

type ParcelCardProps = { order: OwnerOrder; parcel: Parcel; nth: number; canChange: boolean };

function ParcelCard({ order, parcel, nth, canChange }: ParcelCardProps) {
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 text-sm">
        {order.parcels.length > 1 && <span className="text-ink-3">{text.parcel(nth)}</span>}
        <span className="font-medium">{parcel.courier}</span>
        <span className="select-all break-all tabular-nums">{parcel.trackingNo}</span>
        {parcel.trackingNo && (
          <CopyButton value={parcel.trackingNo} failed={common.copyFailed} className="-my-3 px-2! text-alipay md:min-h-8" />
        )}
      </p>
      <p className="text-ink-2 text-xs">{contentOf(order, parcel)}</p>
      <p className="text-ink-3 text-xs">
        <Time at={parcel.shippedAt} />
      </p>
      {canChange && (
        <div className="mt-2 flex flex-col gap-2">
          <CorrectForm orderId={order.id} parcel={parcel} />
          <TakeBackForm orderId={order.id} parcelId={parcel.id} />
        </div>
      )}
    </>
  );
}

function contentOf(order: OwnerOrder, { lines }: Parcel): string {
  if (lines.length === 0) return text.whole;
  const nameOf = (id: bigint) => {
    const line = order.lines.find((one) => one.id === id);
    return [line?.title, line?.variantName].filter(Boolean).join(" ");
  };
  return lines.map(({ lineId, quantity }) => text.content(nameOf(lineId), quantity)).join("；");
}

function CorrectForm({ orderId, parcel }: { orderId: string; parcel: Parcel }) {
  return (
    <Fold name={text.correct}>
      <ActionForm action={correctAction} className="flex flex-col gap-3" label={text.correct} about={parcel.id}>
        <p className="text-ink-2 text-sm">{text.correctHint}</p>
        <input type="hidden" name="parcelId" value={String(parcel.id)} />
        <ParcelFields orderId={orderId} courier={parcel.courier} trackingNo={parcel.trackingNo ?? ""} />
        <Submit className="w-full">{text.confirmCorrect}</Submit>
      </ActionForm>
    </Fold>
  );
}

function TakeBackForm({ orderId, parcelId }: { orderId: string; parcelId: bigint }) {
  return (
    <ConfirmFold name={text.takeBack} action={takeBackAction} hint={text.takeBackHint} confirm={text.confirmTakeBack}>
      <input type="hidden" name="orderId" value={orderId} />
      <input type="hidden" name="parcelId" value={String(parcelId)} />
    </ConfirmFold>
  );
}

function AddForm({ order, remembered }: { order: OwnerOrder; remembered: string | null }) {
  const isRest = order.unsentPieces > 0;
  const name = isRest ? text.addRest : text.add;
  return (
    <Fold name={name} isOpen={isRest}>
      <ActionForm action={addParcelAction} className="flex flex-col gap-3" label={name}>
        <KeptField key={order.parcelChanges} name="changes" value={String(order.parcelChanges)} />
        <ParcelFields orderId={order.id} courier={remembered ?? ""} isRemembered />
        <PiecesFields lines={leftLines(order)} />
        <Submit className="w-full">{text.confirmAdd}</Submit>
      </ActionForm>
    </Fold>
  );
}

function NoMoreForm({ orderId }: { orderId: string }) {
  return (
    <ConfirmFold name={text.noMore} action={noMoreAction} hint={text.noMoreHint} confirm={text.confirmNoMore}>
      <input type="hidden" name="orderId" value={orderId} />
    </ConfirmFold>
  );
}
