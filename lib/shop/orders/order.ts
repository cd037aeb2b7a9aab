/** The noun: an order and how it is shown. Pure, so that components may import it. */
import type { Address } from "@/lib/shop/addresses/address";
import type { NeverSent } from "./never-sent";
import type { OrderChangeView } from "./order-change";

export type OrderStatus = "PENDING" | "PAID" | "SHIPPED" | "COMPLETED" | "CLOSED";

/** The only changes of status, each one conditional write. CLOSED → PAID is a late payment whose stock was still there, PAID → CLOSED a full refund before shipping, SHIPPED → PAID a parcel entered by mistake. */
export const ALLOWED_MOVES: Record<OrderStatus, readonly OrderStatus[]> = {
  PENDING: ["PAID", "CLOSED"],
  PAID: ["SHIPPED", "CLOSED"],
  SHIPPED: ["COMPLETED", "PAID"],
  COMPLETED: [],
  CLOSED: ["PAID"],
};

/** refunded: paid, and all of it given back before anything was shipped. */
export type CloseReason = "expired" | "buyer" | "owner" | "refunded";

/** What a shopper sees of the payment of an order. */
export type OrderPhase =
  | "to_pay" // 待付款
  | "confirming" // 支付结果确认中: the buyer came back, or the gateway owes us an answer
  | "closing" // its time is over and the gateway has not yet confirmed that nothing was paid; shown as confirming
  | "paid" // 已付款，待发货
  | "shipped"
  | "completed"
  | "closed"
  | "closed_paid" // 已关闭，款项待退: money came for a closed order and its stock was gone
  | "closed_kept" // 已关闭，款项已处理: the owner dealt with such money in another way than by giving it back
  | "refunded"; // 已退款: closed, and all that was paid has been given back

const UNSETTLED: readonly OrderPhase[] = ["to_pay", "confirming", "closing"];
const OWED: readonly OrderPhase[] = ["paid", "closed_paid"];

/** REQUESTED: the owner has not answered. PENDING: 退款中, Alipay is being asked for it. WITHDRAWN: the buyer took the request back. */
export type RefundStatus = "REQUESTED" | "PENDING" | "DONE" | "FAILED" | "DECLINED" | "WITHDRAWN";

/** A refund as its buyer sees it. */
export type OrderRefund = {
  /** 退款单号. */
  no: string;
  amountFen: number;
  reason: string;
  status: RefundStatus;
  /** The owner's words on declining. */
  note: string;
  /** buyer | owner | worker | alipay. */
  requestedBy: string;
  createdAt: Date;
  /** The owner began it, or said yes. */
  startedAt: Date | null;
  endedAt: Date | null;
  /** What the buyer's bank made of it, where it went to a card and the bank has said. */
  cardOutcome: string | null;
};

/** How much of an order's money has been given back. */
export type RefundMark = "requested" | "refunding" | "partly" | "refunded";

/** The one mark that sums up an order's refunds: one under way comes first, then what was given back; null for no refunds. */
export function refundMark(
  refunds: readonly { status: RefundStatus }[],
  { paidFen, refundedFen }: { paidFen: number; refundedFen: number },
): RefundMark | null {
  if (refunds.some(({ status }) => status === "PENDING")) return "refunding";
  if (refunds.some(({ status }) => status === "REQUESTED")) return "requested";
  if (refundedFen === 0) return null;
  return refundedFen < paidFen ? "partly" : "refunded";
}

/** What may happen to an order next, and so how closely its page follows it. */
export type Outlook =
  | "unsettled" // whether it is paid may be known at any moment; the gateway is asked
  | "owed" // goods or money are on their way; whoever sends them will say so
  | "at_rest"; // nothing more happens soon

export function outlookOf({ phase, refundMark }: { phase: OrderPhase; refundMark: RefundMark | null }): Outlook {
  if (UNSETTLED.includes(phase)) return "unsettled";
  return OWED.includes(phase) || refundMark === "requested" || refundMark === "refunding" ? "owed" : "at_rest";
}

/** A parcel as its buyer sees it; one that lists nothing holds all of the order, or what was left of it. */
export type ParcelView = {
  id: string;
  courier: string;
  trackingNo: string | null;
  shippedAt: Date;
  lines: { title: string; variantName: string; quantity: number }[];
};

export type OrderLineView = {
  productSlug: string;
  title: string;
  variantName: string;
  image: string;
  priceFen: number;
  quantity: number;
  /** What all its pieces cost together, after what came off and what the owner changed. */
  paidFen: number;
};

/** An order as its own buyer may see it: nothing in it belongs to the owner's side. */
export type OrderView = {
  no: string;
  /** The unguessable link's secret; only ever handed to whoever may see the order. */
  accessToken: string;
  status: OrderStatus;
  phase: OrderPhase;
  /** The gateway has had no answer for minutes: the buyer is told more than that it takes a few seconds. */
  isResultLate: boolean;
  itemsFen: number;
  /** 满减, then the coupon. */
  discounts: { name: string; code: string | null; amountFen: number }[];
  /** By what the owner has changed the sum of the goods; below 0 where they cost less. */
  adjustFen: number;
  shippingFen: number;
  totalFen: number;
  /** The owner wants other terms, and the payment at the old ones is yet to be closed: nobody can pay meanwhile. */
  isChanging: boolean;
  termChanges: number;
  /** What the owner changed, oldest first, and what was overtaken by the payment. */
  changes: OrderChangeView[];
  note: string;
  address: Address;
  lines: OrderLineView[];
  createdAt: Date;
  expiresAt: Date;
  paidAt: Date | null;
  shippedAt: Date | null;
  completedAt: Date | null;
  closedAt: Date | null;
  closeReason: CloseReason | null;
  /** In the order in which they were sent. */
  parcels: ParcelView[];
  /** How many pieces of a shipped order are in no parcel yet. */
  unsentPieces: number;
  /** What of it will not come; null where nothing is missing. */
  neverSent: NeverSent | null;
  /** When a shipped order counts as received; null where that is for its buyer alone to say. */
  receiveBy: Date | null;
  receiveExtended: boolean;
  parcelChanges: number;
  /** Oldest first. */
  refunds: OrderRefund[];
  refundMark: RefundMark | null;
  refundedFen: number;
  /** How much of the money that paid the order the buyer can still ask back. */
  refundableFen: number;
};

/** How an order stands. A page that was rendered with the same `version` is up to date. */
export type Standing = { phase: OrderPhase; refundMark: RefundMark | null; version: string };

/** How an order stands, as its page was rendered or would be now. */
export function standingOf(
  view: Omit<Standing, "version"> & {
    parcelChanges: number;
    termChanges: number;
    refunds: readonly { status: RefundStatus }[];
    refundedFen: number;
  },
): Standing {
  const refunds = view.refunds.map(({ status }) => status[0]).join("");
  return {
    phase: view.phase,
    refundMark: view.refundMark,
    version: [
      view.phase,
      view.termChanges > 0 && `t${view.termChanges}`,
      view.parcelChanges > 0 && `p${view.parcelChanges}`,
      refunds && `${refunds}${view.refundedFen}`,
    ]
      .filter(Boolean)
      .join("."),
  };
}

/** What /api/orders/[no]/status answers. Times are ISO strings; `now` lets a phone with a wrong clock count down correctly. */
export type OrderStatusAnswer = Standing & {
  expiresAt: string;
  now: string;
  /** In seconds: too many pages wait already, so this one was answered at once and is to ask again later. */
  askAgainInS?: number;
};
