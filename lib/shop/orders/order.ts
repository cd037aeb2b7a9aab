/** The noun: what an order is to those who look at it. Pure, so that components may import it. */
import type { Address } from "@/lib/shop/addresses/address";

export type OrderStatus = "PENDING" | "PAID" | "SHIPPED" | "COMPLETED" | "CLOSED";

/** The only moves there are; each is one conditional write. CLOSED → PAID is a late payment whose stock was still there, PAID → CLOSED a full refund before shipping. */
export const ALLOWED_MOVES: Record<OrderStatus, readonly OrderStatus[]> = {
  PENDING: ["PAID", "CLOSED"],
  PAID: ["SHIPPED", "CLOSED"],
  SHIPPED: ["COMPLETED"],
  COMPLETED: [],
  CLOSED: ["PAID"],
};

/** refunded: paid, and all of it given back before anything was shipped. */
export type CloseReason = "expired" | "buyer" | "owner" | "refunded";

/** What a shopper sees of the payment of an order. */
export type OrderPhase =
  | "to_pay" // 待付款
  | "confirming" // 支付结果确认中: the buyer came back, or the gateway owes us an answer
  | "closing" // its time is over and the gateway has not yet said that nothing was paid; shown as confirming
  | "paid" // 已付款，待发货
  | "shipped"
  | "completed"
  | "closed"
  | "closed_paid" // 已关闭，款项待退: money came for a closed order and its stock was gone
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
  createdAt: Date;
  endedAt: Date | null;
};

/** How far the money of an order has gone back; null: there is nothing to tell. */
export type RefundMark = "requested" | "refunding" | "partly" | "refunded";

/** What one look at an order tells of its refunds: what is under way first, then what was given back. */
export function refundMark(
  refunds: readonly { status: RefundStatus }[],
  { paidFen, refundedFen }: { paidFen: number; refundedFen: number },
): RefundMark | null {
  if (refunds.some(({ status }) => status === "PENDING")) return "refunding";
  if (refunds.some(({ status }) => status === "REQUESTED")) return "requested";
  if (refundedFen === 0) return null;
  return refundedFen < paidFen ? "partly" : "refunded";
}

/** What an order page has to look forward to, and so how closely it is followed. */
export type Outlook =
  | "unsettled" // whether it is paid shows any moment; the gateway is asked
  | "owed" // goods or money are on their way, by somebody who tells us
  | "at_rest"; // nothing more happens soon

export function outlookOf({ phase, refundMark }: { phase: OrderPhase; refundMark: RefundMark | null }): Outlook {
  if (UNSETTLED.includes(phase)) return "unsettled";
  return OWED.includes(phase) || refundMark === "requested" || refundMark === "refunding" ? "owed" : "at_rest";
}

export type OrderLineView = {
  productSlug: string;
  title: string;
  variantName: string;
  image: string;
  priceFen: number;
  quantity: number;
};

/** An order as its own buyer may see it: nothing in it belongs to the owner's side. */
export type OrderView = {
  no: string;
  /** The unguessable link's secret; only ever handed to whoever may see the order. */
  accessToken: string;
  status: OrderStatus;
  phase: OrderPhase;
  itemsFen: number;
  shippingFen: number;
  totalFen: number;
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
  courier: string | null;
  trackingNo: string | null;
  /** Oldest first. */
  refunds: OrderRefund[];
  refundMark: RefundMark | null;
  refundedFen: number;
  /** What a buyer can still ask back of what paid the order; 0 when nothing. */
  refundableFen: number;
};

/** How an order stands. What a page shows hangs on `version`: one that was rendered with the same has nothing to learn. */
export type Standing = { phase: OrderPhase; refundMark: RefundMark | null; version: string };

/** What /api/orders/[no]/status answers. Times are ISO strings; `now` lets a phone with a wrong clock count down rightly. */
export type OrderStatusAnswer = Standing & { expiresAt: string; now: string };
