import type { FaultRule } from "./fault-rule";

export type Protocol = "wap-token" | "openapi";
export type SecId = "MD5" | "0001";
export type TradeStatus = "WAIT_BUYER_PAY" | "TRADE_SUCCESS" | "TRADE_FINISHED" | "TRADE_CLOSED";

type OrderBase = {
  outTradeNo: string;
  subject: string;
  totalFen: number;
  sellerAccount: string;
  notifyUrl: string | null;
  /** Where a buyer who gives up goes: merchant_url, quit_url. */
  merchantUrl: string | null;
  createdAt: Date;
  expiresAt: Date;
};

/** What a merchant has asked to be paid for. A token request makes this, or the arrival of a page request; neither makes a trade. */
export type Order = WapOrder | OpenApiOrder;

export type WapOrder = OrderBase & {
  protocol: "wap-token";
  callBackUrl: string;
  /** How the merchant signed, and so how everything about this order is signed back. */
  secId: SecId;
};

export type OpenApiOrder = OrderBase & {
  protocol: "openapi";
  returnUrl: string | null;
  /** How long the trade lives once there is one (timeout_express); null where time_expire has named the instant. */
  timeoutMs: number | null;
  /** Whether the merchant spoke in certificate mode, and so whether Alipay's certificate is named to it. */
  usesCertificates: boolean;
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

/** Money that is given back, or is to be. */
export type Refund = {
  outTradeNo: string;
  /** Unique within the trade: out_request_no, the batch_no, or a number that the seller's console has made. */
  requestNo: string;
  amountFen: number;
  reason: string | null;
  by: "openapi" | "batch" | "console";
  /** What its notice names it by (out_biz_no): the trade_no where the merchant gave no number. */
  outBizNo: string;
  status: "processing" | "refunded" | "failed";
  /** The fault "refund-fails": how it will end. */
  failsWith: string | null;
  requestedAt: Date;
  refundedAt: Date | null;
};

/** A batch of refunds of the token protocol. */
export type Batch = {
  batchNo: string;
  notifyUrl: string | null;
  secId: SecId;
  detailData: string;
  /** The address of the page where the seller types the password; null for the service without one. */
  token: string | null;
  records: BatchRecord[];
  createdAt: Date;
  /** When the refunds began; null while the seller's password is awaited. */
  begunAt: Date | null;
};

/** `code` is what the batch's notice tells: SUCCESS or why not; null while it is not known. */
export type BatchRecord = { tradeNo: string; amountFen: number; reason: string; code: string | null };

/** One event that the merchant is told of, under one notify_id until it answers `success`. */
export type Notice = {
  notifyId: string;
  protocol: Protocol;
  /** Of a batch, the first trade's number. */
  outTradeNo: string;
  event: "paid" | "finished" | "refunded" | "closed" | "batch";
  url: string;
  /** The trade as it was when this happened; a resend tells the same. */
  trade: Trade;
  /** The refund that this tells of. */
  outBizNo: string | null;
  /** The batch that this tells of. */
  batchNo: string | null;
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
export type Due = { kind: "expire" | "finish" | "refund" | "send"; key: string; dueAt: Date };

export type Settings = {
  /** 为保障用户账户安全，禁止非手机访问 */
  refuseDesktop: boolean;
  /** A contract without refunds: a payment is TRADE_FINISHED at once, and there is one notice. */
  finishAtOnce: boolean;
  /** How long a payment can be refunded, after which TRADE_FINISHED is notified. */
  refundWindowDays: number;
  /** Whether a merchant of the token protocol is told of trades that expire or are closed unpaid. */
  notifyOnClose: boolean;
  /** The same for the current protocol, where it is the default. */
  openapiNotifyOnClose: boolean;
  /** How often a notice of the current protocol is repeated at once before its gaps begin. */
  immediateRetries: number;
  /** When the trade begins: with the login, as in the browser, or with the password of the payment, as in Alipay's app. */
  tradeBeginsWith: "login" | "payment";
  /** Whether a day without business has a bill without rows, or none (NO_BILL_DATA). */
  emptyBills: boolean;
  /** Whether Alipay signs under another certificate than the one that the merchant was given. */
  certificateChanged: boolean;
  /** How long the success page waits before it goes back to the merchant by itself. */
  returnAfterSeconds: number;
};

export type State = { settings: Settings; clockOffsetMs: number };

export type Tables = {
  order: Order;
  token: Token;
  trade: Trade;
  refund: Refund;
  batch: Batch;
  notice: Notice;
  delivery: Delivery;
  due: Due;
  fault: FaultRule;
  state: State;
};
export type TableName = keyof Tables;
