import type { Route } from "next";
import Link from "next/link";
import { ProductImage } from "@/components/product-image";
import { formatFen } from "@/lib/shop/money";
import type { OwnerOrderItem } from "@/lib/shop/orders/owner-order-rows";
import { Badge, StatusBadge, type Tone } from "../../parts/badge";
import { Time } from "../../parts/time";
import { text as common } from "../../text";
import { text } from "./text";

const COLUMNS = {
  all: "md:grid-cols-[11rem_8rem_minmax(0,1fr)_6rem_8rem_5.5rem]",
  withoutSums: "md:grid-cols-[11rem_8rem_minmax(0,1fr)_8rem_5.5rem]",
};

type OrderRowsProps = {
  orders: readonly OwnerOrderItem[];
  /** Whether whoever looks may see sums. */
  hasMoney: boolean;
  /** An order's page, with the way back from it. */
  hrefOf: (no: string) => Route;
};

/** Cards on a phone, rows on a wide screen: one list, each order one link. */
export function OrderRows({ orders, hasMoney, hrefOf }: OrderRowsProps) {
  const columns = hasMoney ? COLUMNS.all : COLUMNS.withoutSums;
  return (
    <div className="md:rounded-card md:border md:border-line md:bg-card">
      <div aria-hidden="true" className={`hidden gap-x-4 border-line border-b px-4 py-2.5 text-ink-3 text-xs md:grid ${columns}`}>
        {text.columns
          .filter((column) => hasMoney || column !== text.sum)
          .map((column) => (
            <span key={column}>{column}</span>
          ))}
      </div>
      <ul className="flex flex-col gap-3 md:block md:divide-y md:divide-line">
        {orders.map((order) => (
          <li key={order.id}>
            <OrderRow order={order} href={hrefOf(order.no)} hasMoney={hasMoney} columns={columns} />
          </li>
        ))}
      </ul>
    </div>
  );
}

type OrderRowProps = { order: OwnerOrderItem; href: Route; hasMoney: boolean; columns: string };

function OrderRow({ order, href, hasMoney, columns }: OrderRowProps) {
  return (
    <Link
      href={href}
      className={`grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1.5 rounded-card border border-line bg-card p-4 text-sm hover:bg-paper md:items-start md:rounded-none md:border-0 md:bg-transparent md:py-3 ${columns}`}
    >
      <span className="font-medium tabular-nums">{order.no}</span>
      <span className="order-4 min-w-0 md:order-none">
        <span className="font-medium">{order.receiverName}</span>
        <span className="ml-2 text-ink-2 tabular-nums md:ml-0 md:block">{order.receiverPhone}</span>
      </span>
      <span className="order-3 col-span-2 min-w-0 md:order-none md:col-span-1">
        <Goods order={order} />
        <Notes order={order} />
      </span>
      {hasMoney && (
        <span className="order-5 text-right font-semibold tabular-nums md:order-none md:text-left">{formatFen(order.totalFen)}</span>
      )}
      <span className="order-2 flex flex-wrap justify-end gap-1.5 md:order-none md:justify-start">
        <Badges order={order} />
      </span>
      <span className="order-6 col-span-2 text-ink-3 text-xs md:order-none md:col-span-1">
        <Time at={order.createdAt} short />
      </span>
    </Link>
  );
}

const MARK_TONE: Record<NonNullable<OwnerOrderItem["refundMark"]>, Tone> = {
  requested: "act",
  refunding: "wait",
  partly: "quiet",
  refunded: "quiet",
};

/** What somebody waits for first: a refund, money that does not fit, and then how the order stands. */
function Badges({ order }: { order: OwnerOrderItem }) {
  return (
    <>
      {order.refundMark && <Badge tone={MARK_TONE[order.refundMark]}>{text.refundMarks[order.refundMark]}</Badge>}
      {order.openDiscrepancies > 0 && <Badge tone="bad">{common.trouble}</Badge>}
      <StatusBadge status={order.status} closeWanted={order.closeWanted} />
      {order.unsentPieces > 0 && <Badge tone="wait">{text.partlySent}</Badge>}
    </>
  );
}

/** What is to be packed. */
function Goods({ order: { lines, lineCount, pieces } }: { order: OwnerOrderItem }) {
  return (
    <>
      {lines.map((line, nth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an order never move.
        <span key={nth} className="flex items-center gap-2 py-0.5">
          <ProductImage name={line.image} alt="" sizes="2.25rem" className="size-9 shrink-0 rounded-md" />
          <span className="min-w-0 flex-1">
            <span className="block truncate">{line.title}</span>
            {line.variantName && <span className="block truncate text-ink-3 text-xs">{line.variantName}</span>}
          </span>
          <span className="shrink-0 text-ink-2 tabular-nums">× {line.quantity}</span>
        </span>
      ))}
      {(lineCount > lines.length || lineCount > 1) && (
        <span className="block text-ink-3 text-xs">
          {lineCount > lines.length && <span className="mr-2">{text.more(lineCount - lines.length)}</span>}
          {text.pieces(pieces)}
        </span>
      )}
    </>
  );
}

function Notes({ order: { note, ownerNote } }: { order: OwnerOrderItem }) {
  return (
    <>
      {note && (
        <span className="mt-1 line-clamp-2 rounded-md bg-amber-soft px-2 py-0.5 text-amber text-xs">
          {text.note}：{note}
        </span>
      )}
      {ownerNote && (
        <span className="mt-1 line-clamp-2 rounded-md bg-alipay-soft px-2 py-0.5 text-alipay text-xs">
          {text.ownerNote}：{ownerNote}
        </span>
      )}
    </>
  );
}
