import Link from "next/link";
import { formatFen } from "@/lib/shop/money";
import type { OwnerOrderItem } from "@/lib/shop/orders/list-owner-orders";
import { Badge, StatusBadge } from "../../parts/badge";
import { Time } from "../../parts/time";
import { text as common } from "../../text";
import { text } from "./text";

const COLUMNS = "md:grid-cols-[11rem_9rem_minmax(0,1fr)_6.5rem_8rem_6.5rem]";

/** Cards on a phone, rows on a wide screen: one list, each order one link. */
export function OrderRows({ orders }: { orders: readonly OwnerOrderItem[] }) {
  return (
    <div className="md:rounded-card md:border md:border-line md:bg-card">
      <div aria-hidden="true" className={`hidden gap-x-4 border-line border-b px-4 py-2.5 text-ink-3 text-xs md:grid ${COLUMNS}`}>
        {text.columns.map((column) => (
          <span key={column}>{column}</span>
        ))}
      </div>
      <ul className="flex flex-col gap-3 md:block md:divide-y md:divide-line">
        {orders.map((order) => (
          <li key={order.id}>
            <OrderRow order={order} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function OrderRow({ order }: { order: OwnerOrderItem }) {
  return (
    <Link
      href={`/admin/orders/${order.no}`}
      className={`grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1.5 rounded-card border border-line bg-card p-4 text-sm hover:bg-paper md:items-center md:rounded-none md:border-0 md:bg-transparent md:py-3 ${COLUMNS}`}
    >
      <span className="font-medium tabular-nums">{order.no}</span>
      <span className="order-4 min-w-0 md:order-none">
        <span className="font-medium">{order.receiverName}</span>
        <span className="ml-2 text-ink-2 tabular-nums md:ml-0 md:block">{order.receiverPhone}</span>
      </span>
      <span className="order-3 col-span-2 min-w-0 truncate text-ink-2 md:order-none md:col-span-1">
        {order.title} <span className="text-ink-3">{text.pieces(order.pieces)}</span>
      </span>
      <span className="order-5 text-right font-semibold tabular-nums md:order-none md:text-left">{formatFen(order.totalFen)}</span>
      <span className="order-2 flex flex-wrap justify-end gap-1.5 md:order-none md:justify-start">
        <StatusBadge status={order.status} closeWanted={order.closeWanted} />
        {order.unsentPieces > 0 && <Badge tone="wait">{text.partlySent}</Badge>}
        {order.openDiscrepancies > 0 && <Badge tone="bad">{common.trouble}</Badge>}
      </span>
      <span className="order-6 col-span-2 text-ink-3 text-xs md:order-none md:col-span-1">
        <Time at={order.createdAt} short />
      </span>
    </Link>
  );
}
