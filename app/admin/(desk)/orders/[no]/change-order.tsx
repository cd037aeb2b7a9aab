import { formatClock } from "@/app/format-time";
import { areaText } from "@/lib/shop/addresses/area";
import { formatFen, yuanText } from "@/lib/shop/money";
import { termsStamp } from "@/lib/shop/orders/changes/read-changed";
import type { OwnerOrder } from "@/lib/shop/orders/get-owner-order";
import { MAX_REASON } from "@/lib/shop/orders/order-change";
import { paidForLine } from "@/lib/shop/promotions/paid-for-pieces";
import { ActionForm } from "../../../form/action-form";
import { ConfirmFold } from "../../../form/confirm-fold";
import { FormField } from "../../../form/form-field";
import { KeptField } from "../../../form/kept-field";
import { Submit } from "../../../form/submit";
import { WasField } from "../../../form/was-field";
import { newWishKey } from "../../../form/wish-key";
import { Section } from "../../../parts/section";
import { changeOrderAction, withdrawChangeAction } from "./change-action";
import { changeText as text } from "./change-text";

/** The owner changes an unpaid order, or sees that a change waits for Alipay. */
export function ChangeOrder({ order }: { order: OwnerOrder }) {
  if (order.status !== "PENDING" || order.closeWanted) return null;
  const waiting = order.changes.find(({ state }) => state === "waiting");
  return (
    <Section title={waiting ? text.waitingTitle : text.title} tone={waiting ? "loud" : "plain"}>
      {waiting && (
        <div className="mb-3 flex flex-col gap-3 text-sm">
          <p className="font-medium tabular-nums">{text.wanted(formatFen(waiting.total.fromFen), formatFen(waiting.total.toFen))}</p>
          <p>{text.waiting(formatClock(waiting.until))}</p>
          <ConfirmFold name={text.withdraw} action={withdrawChangeAction} hint={text.withdrawHint} confirm={text.confirmWithdraw}>
            <input type="hidden" name="orderId" value={order.id} />
          </ConfirmFold>
        </div>
      )}
      {/* In place also while a change waits, so that its answer can be read. */}
      <ChangeForm order={order} />
    </Section>
  );
}

function ChangeForm({ order }: { order: OwnerOrder }) {
  const money = { required: true, inputMode: "decimal", autoComplete: "off", maxLength: 12 } as const;
  return (
    <ActionForm action={changeOrderAction} className="flex flex-col gap-3" label={text.title} fold={{ name: text.fold }}>
      <input type="hidden" name="orderId" value={order.id} />
      <KeptField name="wishKey" value={newWishKey()} />
      <KeptField name="seen" value="" />
      <WasField key={order.termChanges} was={termsStamp(order)} />
      <p className="text-ink-2 text-sm">{text.lead}</p>
      {order.lines.map((line) => {
        const sum = paidForLine(line);
        const label = text.line([line.title, line.variantName].filter(Boolean).join(" "), line.quantity);
        return (
          <FormField
            key={`${line.id} ${sum}`}
            label={label}
            hint={text.lineHint(formatFen(sum))}
            name={`line${line.id}`}
            defaultValue={yuanText(sum)}
            {...money}
          />
        );
      })}
      <FormField label={text.off} hint={text.offHint} name="off" defaultValue="0" {...money} />
      <FormField
        key={`f${order.shippingFen}`}
        label={text.freight}
        hint={text.freightHint}
        name="freight"
        defaultValue={yuanText(order.shippingFen)}
        {...money}
      />
      <FormField label={text.name} name="name" required maxLength={50} defaultValue={order.receiverName} autoComplete="off" />
      <FormField
        label={text.phone}
        name="phone"
        required
        inputMode="tel"
        maxLength={20}
        defaultValue={order.receiverPhone}
        autoComplete="off"
      />
      <FormField
        label={text.region}
        hint={text.regionHint}
        name="region"
        required
        maxLength={60}
        defaultValue={areaText(order)}
        autoComplete="off"
      />
      <FormField label={text.detail} name="detail" required multiline rows={2} maxLength={200} defaultValue={order.addressDetail} />
      <FormField label={text.reason} hint={text.reasonHint} name="reason" maxLength={MAX_REASON} autoComplete="off" />
      <Submit className="w-full">{text.submit}</Submit>
    </ActionForm>
  );
}
