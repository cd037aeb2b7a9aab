import type { ReactNode } from "react";
import { discountName, minus } from "@/app/discount-in-words";
import { discountText } from "@/app/discount-text";
import { CopyButton } from "@/components/copy-button";
import { Price } from "@/components/price";
import { ownersLang } from "@/lib/language/language";
import { formatArea } from "@/lib/shop/addresses/area";
import { formatFen } from "@/lib/shop/money";
import type { OrderView } from "@/lib/shop/orders/order";
import { formatTime } from "../../../format-time";
import { changeText } from "../change-text";
import { OrderGoods } from "../order-goods";
import { ordersText } from "../text";

const text = ordersText.detail;

/** What was bought, where it goes, what it costs and when things happened. */
export function OrderFacts({ view, link }: { view: OrderView; link: string }) {
  const { address } = view;
  return (
    <>
      <Card title={text.receiver}>
        <p className="font-medium">
          <span lang={ownersLang()}>{address.name}</span> <span className="ml-1 tabular-nums">{address.phone}</span>
        </p>
        <p lang={ownersLang()} className="mt-0.5 text-ink-2 text-sm">
          {formatArea(address)} {address.detail}
        </p>
      </Card>
      <Card title={text.goods}>
        <OrderGoods lines={view.lines} />
        <dl className="space-y-2 border-line border-t pt-3 text-sm">
          <Fact name={text.itemsSum}>{formatFen(view.itemsFen)}</Fact>
          {view.discounts.map((discount) => (
            <div key={discountName(discountText, discount)} className="flex items-baseline justify-between gap-4">
              {/* Names of discounts are as long as the owner likes: they break, and the sum is whole. */}
              <dt lang={ownersLang()} className="min-w-0 break-words text-ink-2">
                {discountName(discountText, discount)}
              </dt>
              <dd className="shrink-0 whitespace-nowrap text-price">{minus(discount.amountFen)}</dd>
            </div>
          ))}
          {view.adjustFen !== 0 && (
            <Fact name={changeText.adjusted}>{view.adjustFen < 0 ? minus(-view.adjustFen) : `+${formatFen(view.adjustFen)}`}</Fact>
          )}
          <Fact name={text.shipping}>{view.shippingFen === 0 ? text.freeShipping : formatFen(view.shippingFen)}</Fact>
          <Fact name={totalName(view)}>
            <Price fen={view.totalFen} />
          </Fact>
        </dl>
      </Card>
      <Card title={text.about}>
        <Times view={view} />
        {text.zone && <p className="mt-2 text-right text-ink-3 text-xs">{text.zone}</p>}
      </Card>
      <Card title={text.elsewhere}>
        <p className="text-ink-2 text-sm">{text.elsewhereHint}</p>
        <div className="mt-3 flex items-center gap-2 rounded-xl bg-paper py-1 pr-1 pl-4">
          <span data-whole-without-script="" className="min-w-0 flex-1 select-all truncate text-ink-2 text-sm">
            {link}
          </span>
          <CopyButton value={link} label={ordersText.copy.link} className="text-alipay" />
        </div>
      </Card>
    </>
  );
}

function totalName({ paidAt, status }: OrderView): string {
  if (paidAt) return text.total;
  return status === "CLOSED" ? text.totalVoid : text.totalDue;
}

function Times({ view }: { view: OrderView }) {
  const times: [string, Date | null][] = [
    [text.placedAt, view.createdAt],
    [text.paidAt, view.paidAt],
    [text.shippedAt, view.shippedAt],
    [text.completedAt, view.completedAt],
    [text.closedAt, view.closedAt],
  ];
  return (
    <dl className="space-y-2 text-sm">
      <Fact name={text.no}>
        <span className="flex items-center">
          <span className="select-all tabular-nums">{view.no}</span>
          <CopyButton value={view.no} className="-my-3 -mr-3 text-alipay" />
        </span>
      </Fact>
      {view.paidAt && <Fact name={text.payWith}>{text.alipay}</Fact>}
      {times.map(
        ([name, at]) =>
          at && (
            <Fact key={name} name={name}>
              <span className="tabular-nums">{formatTime(at)}</span>
            </Fact>
          ),
      )}
      {view.note && (
        <Fact name={text.note}>
          <span lang={ownersLang()}>{view.note}</span>
        </Fact>
      )}
    </dl>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rounded-card bg-card p-4">
      <h2 className="mb-2 font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="shrink-0 text-ink-2">{name}</dt>
      <dd className="min-w-0 text-right">{children}</dd>
    </div>
  );
}
