/** The noun: what an order is to those who look at it. Pure, so that components may import it. */

export type OrderStatus = "PENDING" | "PAID" | "SHIPPED" | "COMPLETED" | "CLOSED";

/** The only moves there are; each is one conditional write. CLOSED → PAID is a late payment whose stock was still there. */
export const ALLOWED_MOVES: Record<OrderStatus, readonly OrderStatus[]> = {
  PENDING: ["PAID", "CLOSED"],
  PAID: ["SHIPPED"],
  SHIPPED: ["COMPLETED"],
  COMPLETED: [],
  CLOSED: ["PAID"],
};

export type CloseReason = "expired" | "buyer" | "owner";

/** What a shopper sees of the payment of an order. */
export type OrderPhase =
  | "to_pay" // 待付款
  | "confirming" // 支付结果确认中: the buyer came back, or the gateway owes us an answer
  | "closing" // its time is over and the gateway has not yet said that nothing was paid; shown as confirming
  | "paid" // 已付款，待发货
  | "shipped"
  | "completed"
  | "closed"
  | "closed_paid"; // 已关闭，款项待退: money came for a closed order and its stock was gone

export const TERMINAL_PHASES: readonly OrderPhase[] = ["paid", "shipped", "completed", "closed", "closed_paid"];

export type Address = {
  name: string;
  phone: string;
  province: string;
  city: string;
  district: string;
  detail: string;
};

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
};

/** What /api/orders/[no]/status answers. Times are ISO strings; `now` lets a phone with a wrong clock count down rightly. */
export type OrderStatusAnswer = {
  phase: OrderPhase;
  version: string;
  expiresAt: string;
  now: string;
};
