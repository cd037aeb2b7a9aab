import Link from "next/link";
import { Fragment } from "react";
import { CopyButton } from "@/components/copy-button";
import { ProductImage } from "@/components/product-image";
import type { FreightPart } from "@/lib/shop/freight/freight";
import { formatFen } from "@/lib/shop/money";
import type { OwnerOrder } from "@/lib/shop/orders/get-owner-order";
import { paidForLine } from "@/lib/shop/promotions/paid-for-pieces";
import { Facts } from "../../../parts/facts";
import { Section } from "../../../parts/section";
import { Time } from "../../../parts/time";
import { text as common } from "../../../text";
import { text as customersText } from "../../customers/text";
import { text } from "./text";

export function Address({ order }: { order: OwnerOrder }) {
  // 北京市北京市…: where province and city are one, parcels name it once.
  const city = order.city === order.province ? "" : order.city;
  const region = `${order.province}${city}${order.district}`;
  const whole = `${order.receiverName} ${order.receiverPhone} ${region}${order.addressDetail}`;
  const copy = <CopyButton value={whole} name={text.copyAddress} failed={common.copyFailed} className="px-2! text-alipay md:min-h-8" />;
  return (
    <Section title={text.address} aside={copy}>
      <p className="font-medium">
        {order.receiverName}
        <a href={`tel:${order.receiverPhone}`} className="ml-3 inline-flex min-h-11 items-center text-alipay tabular-nums md:min-h-0">
          {order.receiverPhone}
        </a>
      </p>
      <p className="text-sm">
        {region} {order.addressDetail}
      </p>
      {order.receiverPhone && (
        <Link href={`/admin/customers/${order.no}`} className="mt-1 inline-flex min-h-11 items-center text-alipay text-sm md:min-h-8">
          {customersText.all}
        </Link>
      )}
      {order.note && (
        <p className="mt-3 rounded-xl bg-amber-soft px-3 py-2 text-amber text-sm">
          {text.note}：{order.note}
        </p>
      )}
    </Section>
  );
}

type GoodsProps = {
  order: OwnerOrder;
  /** Whether whoever looks may see sums; without, it is what is to be packed. */
  hasMoney: boolean;
};

export function Goods({ order, hasMoney }: GoodsProps) {
  return (
    <Section title={text.goods}>
      <ul className="divide-y divide-line">
        {order.lines.map((line) => (
          <li key={line.id} className="flex items-center gap-3 py-2 text-sm first:pt-0">
            <ProductImage name={line.image} alt="" sizes="3rem" className="size-12 shrink-0 rounded-lg" />
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{line.title}</span>
              {line.variantName && <span className="block text-ink-3 text-xs">{line.variantName}</span>}
            </span>
            <span className="shrink-0 text-right tabular-nums">
              {hasMoney && <span className="block">{formatFen(line.priceFen)}</span>}
              <span className={hasMoney ? "block text-ink-3 text-xs" : "font-medium text-base"}>× {line.quantity}</span>
              {hasMoney && (line.discountFen > 0 || line.adjustFen !== 0) && (
                <span className="block text-ink-3 text-xs">{text.paidForLine(formatFen(paidForLine(line)))}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {hasMoney && <Sums order={order} />}
    </Section>
  );
}

function Sums({ order }: { order: OwnerOrder }) {
  return (
    <dl className="mt-2 grid grid-cols-[1fr_auto] gap-y-1 border-line border-t pt-3 text-sm tabular-nums">
      <dt className="text-ink-2">{text.items}</dt>
      <dd className="text-right">{formatFen(order.itemsFen)}</dd>
      {order.discounts.map(({ promotionId, name, code, amountFen }) => (
        <Fragment key={promotionId}>
          <dt className="text-ink-2">{code === null ? name : `${name}（${code}）`}</dt>
          <dd className="text-right">−{formatFen(amountFen)}</dd>
        </Fragment>
      ))}
      {order.adjustFen !== 0 && (
        <>
          <dt className="text-ink-2">{text.adjusted}</dt>
          <dd className="text-right">{order.adjustFen < 0 ? `−${formatFen(-order.adjustFen)}` : `+${formatFen(order.adjustFen)}`}</dd>
        </>
      )}
      <dt className="text-ink-2">{text.shipping}</dt>
      <dd className="text-right">{order.shippingFen === 0 ? text.freeShipping : formatFen(order.shippingFen)}</dd>
      <FreightCounted order={order} />
      <dt className="font-semibold">{text.total}</dt>
      <dd className="text-right font-semibold text-price">{formatFen(order.totalFen)}</dd>
    </dl>
  );
}

/** How the freight was counted; of one that the owner has changed, what it was. */
function FreightCounted({ order: { freight, shippingFen } }: { order: OwnerOrder }) {
  if (!freight) return null;
  const { placedFen, perTemplate } = freight;
  if (placedFen === undefined && shippingFen === 0) return null;
  const words = placedFen === undefined ? perTemplate.map(partInWords).join("；") : text.placedFreight(formatFen(placedFen));
  return <dd className="col-span-2 text-right text-ink-3 text-xs">{words}</dd>;
}

function partInWords({ template, units, feeFen }: FreightPart): string {
  if (!template) return text.fixedFreight(formatFen(feeFen));
  return text.templateFreight(template.name, units, template.unit, formatFen(feeFen));
}

export function Times({ order }: { order: OwnerOrder }) {
  const at = (date: Date | null) => date && <Time at={date} />;
  return (
    <Section title={text.times}>
      <Facts
        facts={[
          [text.createdAt, at(order.createdAt)],
          [text.expiresAt, order.status === "PENDING" ? at(order.expiresAt) : null],
          [text.nextReview, order.status === "PENDING" ? at(order.dueAt) : null],
          [text.paidAt, at(order.paidAt)],
          [text.shippedAt, at(order.shippedAt)],
          [text.completedAt, at(order.completedAt)],
          [text.closedAt, at(order.closedAt)],
          [text.closeReason, order.closeReason && (text.reasons[order.closeReason] ?? order.closeReason)],
        ]}
      />
    </Section>
  );
}
