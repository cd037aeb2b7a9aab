import type { OrderStatus } from "@/lib/shop/orders/order";
import { MOST_PARCELS } from "@/lib/shop/parcels/parcel";
import { isSameParcel, type SentParcel } from "./parcels-of";
import type { RowProblem, RowState, TrackingRow } from "./shipment-row";

/** An order as a file of tracking numbers meets it. */
export type StandingOrder = {
  id: string;
  no: string;
  status: OrderStatus;
  receiverPhone: string;
  parcels: SentParcel[];
  /** How many of its pieces are in no parcel yet, once it was sent. */
  unsentPieces: number;
  /** How often something about its parcels changed. */
  parcelChanges: number;
  isRefunding: boolean;
  /** All of its money has gone back. */
  isRefunded: boolean;
  isInDoubt: boolean;
};

/** Who has a number already: orders that were sent with it a short while ago. */
export type NumberUser = Pick<StandingOrder, "no" | "receiverPhone">;

export type JudgedRow = TrackingRow & { orderId: string | null; isFurther: boolean; state: RowState };

/** `orders`: also those whose number a row has for a parcel's. */
type Standing = { orders: ReadonlyMap<string, StandingOrder>; users: ReadonlyMap<string, readonly NumberUser[]> };

/**
 * What is to be done about each row of a file, in the order of the file, compared with the orders that it names and with who has its
 * numbers. An order of which one row is wrong is not sent by another: whoever wrote two parcels means both. Pure.
 */
export function judgeRows(rows: readonly TrackingRow[], { orders, users }: Standing): JudgedRow[] {
  const parcelsOf = parcelsByOrder(rows);
  const usedBy = usersOf(rows, { orders, users });
  const judged = rows.map((row): JudgedRow => {
    const order = orders.get(row.orderNo) ?? null;
    const parcels = parcelsOf.get(row.orderNo) ?? new Map();
    const facts = { ...row, orderId: order?.id ?? null, isFurther: false };
    if (row.isBlank) return { ...facts, state: "blank" };
    const isOrderNo = row.trackingNo !== "" && orders.has(row.trackingNo);
    const problem = isOrderNo ? NO_NUMBER : (row.problem ?? (order ? problemOf(row, order, parcels) : UNKNOWN) ?? reused(row, usedBy));
    if (problem || !order) return { ...facts, state: "wrong", problem };
    if (wasSentWith(order, row)) return { ...facts, state: "same" };
    if (parcels.get(keyOf(row)) !== row) return { ...facts, state: "repeat" };
    const [first] = parcels.values();
    return { ...facts, isFurther: first !== row || order.status !== "PAID", state: "ready" };
  });
  const wrong = new Set(judged.filter(({ state }) => state === "wrong").map(({ orderNo }) => orderNo));
  return judged.map((row) => {
    const isBeside = wrong.has(row.orderNo) && (row.state === "ready" || row.state === "repeat");
    return isBeside ? { ...row, state: "wrong", problem: { code: "beside_wrong" } } : row;
  });
}

/** A file that repeats the order's number where the parcel's belongs, or a packing slip that was scanned. */
const NO_NUMBER: RowProblem = { code: "number_is_order" };
const UNKNOWN: RowProblem = { code: "order_unknown" };

/** The parcels of one order as a file has them, each by the first row that says it. */
type FileParcels = ReadonlyMap<string, TrackingRow>;

const keyOf = ({ trackingNo, courier }: SentParcel) => trackingNo || ` ${courier}`;

function parcelsByOrder(rows: readonly TrackingRow[]): Map<string, Map<string, TrackingRow>> {
  const all = new Map<string, Map<string, TrackingRow>>();
  for (const row of rows) {
    if (row.isBlank || row.problem) continue;
    const parcels = all.get(row.orderNo) ?? new Map<string, TrackingRow>();
    all.set(row.orderNo, parcels);
    if (!parcels.has(keyOf(row))) parcels.set(keyOf(row), row);
    // What is behind the limit is refused by its number alone.
    if (parcels.size > MOST_PARCELS + 1) parcels.delete(keyOf(row));
  }
  return all;
}

function problemOf(row: TrackingRow, order: StandingOrder, parcels: FileParcels): RowProblem | null {
  if (wasSentWith(order, row)) return null;
  const [known, news] = [order.parcels.length, [...parcels.values()].filter((parcel) => !wasSentWith(order, parcel))];
  // One of its parcels is known, and the file says that there is another.
  const isMeant = order.unsentPieces > 0 || news.length < parcels.size;
  return whyNotToSend(order, isMeant) ?? (known + news.length > MOST_PARCELS ? { code: "too_many_parcels" } : null);
}

/** Why an order cannot be sent (`isFurther`: in one more parcel) as it stands; null: it can. */
function whyNotToSend(order: StandingOrder, isFurther: boolean): RowProblem | null {
  if (order.status === "PENDING") return { code: "not_paid" };
  if (order.status === "CLOSED") return { code: "closed" };
  if (order.status !== "PAID" && !(order.status === "SHIPPED" && isFurther))
    return { code: "sent_otherwise", fact: inWords(order.parcels) };
  if (order.isRefunding) return { code: "refunding" };
  if (order.isRefunded) return { code: "refunded" };
  return order.isInDoubt ? { code: "in_doubt" } : null;
}

function wasSentWith({ parcels }: Pick<StandingOrder, "parcels">, parcel: SentParcel): boolean {
  return parcels.some((sent) => isSameParcel(sent, parcel));
}

type Users = Map<string, NumberUser[]>;

function usersOf(rows: readonly TrackingRow[], { orders, users }: Standing): Users {
  const all: Users = new Map([...users].map(([trackingNo, known]) => [trackingNo, [...known]]));
  for (const { orderNo, trackingNo, isBlank, problem } of rows) {
    const order = orders.get(orderNo);
    if (isBlank || problem || !order || trackingNo === "") continue;
    const known = all.get(trackingNo);
    if (known) known.push(order);
    else all.set(trackingNo, [order]);
  }
  return all;
}

/** Two orders of one buyer may travel in one parcel; those of two buyers have a number that slipped into another row. */
function reused({ orderNo, trackingNo }: TrackingRow, usedBy: Users): RowProblem | null {
  const users = usedBy.get(trackingNo) ?? [];
  const phone = users.find(({ no }) => no === orderNo)?.receiverPhone;
  const other = users.find(({ no, receiverPhone }) => no !== orderNo && receiverPhone !== phone);
  return other ? { code: "number_reused", fact: other.no } : null;
}

function inWords(parcels: readonly SentParcel[]): string {
  return parcels.map(({ courier, trackingNo }) => `${courier} ${trackingNo}`.trim()).join("、");
}
