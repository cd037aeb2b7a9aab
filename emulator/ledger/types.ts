import type { FaultRule } from "../faults/faults";

export type SecId = "MD5" | "0001";
export type TradeStatus = "WAIT_BUYER_PAY" | "TRADE_SUCCESS" | "TRADE_FINISHED" | "TRADE_CLOSED";

/** What a merchant has asked to be paid for. The token request makes this, and no trade. */
export type Order = {
  outTradeNo: string;
  subject: string;
  totalFen: number;
  sellerAccount: string;
  callBackUrl: string;
  notifyUrl: string | null;
  merchantUrl: string | null;
  /** How the merchant signed, and so how everything about this order is signed back. */
  secId: SecId;
  createdAt: Date;
  expiresAt: Date;
};

export type Token = { token: string; outTradeNo: string; createdAt: Date };

export type Buyer = { id: string; email: string };

/** Comes into being when a buyer logs in at the cashier. */
export type Trade = {
  outTradeNo: string;
  tradeNo: string;
  status: TradeStatus;
  buyer: Buyer;
  createdAt: Date;
  modifiedAt: Date;
  paidAt: Date | null;
  closedAt: Date | null;
  refundedFen: number;
  refundedAt: Date | null;
  /** The fault "never-return" has struck: the success page offers no way back. */
  returnWithheld: boolean;
};

/** One event that the merchant is told of, under one notify_id until it answers `success`. */
export type Notice = {
  notifyId: string;
  outTradeNo: string;
  event: "paid" | "finished" | "refunded" | "closed";
  /** The trade as it was when this happened; a resend tells the same. */
  trade: Trade;
  createdAt: Date;
  sends: number;
  acknowledgedAt: Date | null;
  /** The fault "delay-notification" strikes each send once: the number of the last one it struck. */
  delayedSend: number | null;
  /** The fault "reorder-notification" holds it back until another notice has gone out. */
  held: boolean;
};

/** One attempt to deliver a notice. */
export type Delivery = {
  id: number;
  notifyId: string;
  outTradeNo: string;
  url: string;
  tradeStatus: TradeStatus;
  /** 1 for the first attempt. */
  send: number;
  dueAt: Date;
  sentAt: Date;
  outcome: "acknowledged" | "not_success" | "unreachable" | "lost";
  httpStatus: number | null;
  /** The beginning of what the merchant answered, or why nothing came. */
  answer: string;
};

/** Something that the clock will do. */
export type Due = { deed: "expire" | "finish" | "send"; key: string; dueAt: Date };

export type Settings = {
  /** 为保障用户账户安全，禁止非手机访问 */
  refuseDesktop: boolean;
  /** A contract without refunds: a payment is TRADE_FINISHED at once, and there is one notice. */
  finishAtOnce: boolean;
  /** How long a payment can be refunded, after which TRADE_FINISHED is notified. */
  refundWindowDays: number;
  /** Whether the merchant is told of trades that expire or are closed unpaid. */
  notifyOnClose: boolean;
  /** How long the success page waits before it goes back to the merchant by itself. */
  returnAfterSeconds: number;
};

export type State = { settings: Settings; clockOffsetMs: number };

export type Tables = {
  order: Order;
  token: Token;
  trade: Trade;
  notice: Notice;
  delivery: Delivery;
  due: Due;
  fault: FaultRule;
  state: State;
};
export type TableName = keyof Tables;
