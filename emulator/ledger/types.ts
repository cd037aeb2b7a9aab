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
  /** Where a buyer goes who does not pay: merchant_url, quit_url. */
  merchantUrl: string | null;
  createdAt: Date;
  expiresAt: Date;
};

/** What a merchant wants to be paid for. A token request creates it, or the arrival of a page request; neither creates a trade. */
export type Order = WapOrder | OpenApiOrder;

export type WapOrder = OrderBase & {
  protocol: "wap-token";
  callBackUrl: string;
  /** How the merchant signed the request, and so how every message about this order is signed. */
  secId: SecId;
};

export type OpenApiOrder = OrderBase & {
  protocol: "openapi";
  /** Where it is paid; absent for a phone. `desk`: by a QR code that the merchant shows. */
  page?: "computer" | "app" | "desk";
  returnUrl: string | null;
  /** How long the trade lives once there is one (timeout_express); null where time_expire sets the instant. */
  timeoutMs: number | null;
  /** Whether the merchant uses certificate mode, and so whether messages to it name Alipay's certificate. */
  usesCertificates: boolean;
};

export type Token = { token: string; outTradeNo: string; createdAt: Date };

export type Buyer = { id: string; email: string };

/** Created when a buyer logs in at the cashier. */
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

/** A refund, completed or not. */
export type Refund = {
  outTradeNo: string;
  /** Unique within the trade: out_request_no, the batch_no, or a number made by the seller's console. */
  requestNo: string;
  amountFen: number;
  reason: string | null;
  by: "openapi" | "batch" | "console";
  /** out_biz_no of its notice: the trade_no where the merchant gave no number. */
  outBizNo: string;
  status: "processing" | "refunded" | "failed";
  /** The code with which it will fail, under the fault "refund-fails". */
  failsWith: string | null;
  requestedAt: Date;
  refundedAt: Date | null;
  /** What the buyer's bank made of it, where the merchant asked to be told; absent otherwise. */
  depositBack?: "done" | "failed";
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
  /** When the refunds began; null until the seller has typed the password. */
  begunAt: Date | null;
};

/** `code` is the result in the notice of the batch: SUCCESS or an error code; null while it is not known. */
export type BatchRecord = { tradeNo: string; amountFen: number; reason: string; code: string | null };

/** What was asked for in a request that waits inside the gateway (the fault "process-later"): one refund, or a batch of them. */
export type WaitingRefund =
  | {
      kind: "refund";
      outTradeNo: string;
      requested: Pick<Refund, "requestNo" | "amountFen" | "reason" | "by" | "outBizNo" | "depositBack">;
    }
  | { kind: "batch"; batch: Batch };

/** One event that the merchant is notified of, under one notify_id until it answers `success`. */
export type Notice = {
  notifyId: string;
  protocol: Protocol;
  /** For a batch, the number of its first trade. */
  outTradeNo: string;
  event: "paid" | "finished" | "refunded" | "closed" | "batch" | "deposit_back";
  url: string;
  /** The trade at the time of the event; a resend reports the same. */
  trade: Trade;
  /** The refund that this is about. */
  outBizNo: string | null;
  /** The batch that this is about. */
  batchNo: string | null;
  createdAt: Date;
  sends: number;
  acknowledgedAt: Date | null;
  /** When notify_verify said `true`; it does so once. */
  confirmedAt: Date | null;
  /** The number of the last send that "delay-notification" has delayed; it delays each send only once. */
  delayedSend: number | null;
  /** Whether "reorder-notification" holds it back until another notice has been sent. */
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
  /** The beginning of the answer of the merchant, or why there was none. */
  answer: string;
};

/** Something that happens when the clock reaches `dueAt`. */
export type Due = { kind: "expire" | "finish" | "refund" | "waiting" | "send"; key: string; dueAt: Date };

export type Settings = {
  /** 为保障用户账户安全，禁止非手机访问 */
  refuseDesktop: boolean;
  /** A contract without refunds: a payment is TRADE_FINISHED at once, and there is one notice. */
  finishAtOnce: boolean;
  /** How long a payment can be refunded, after which TRADE_FINISHED is notified. */
  refundWindowDays: number;
  /** Whether a merchant of the token protocol is notified of trades that expire or are closed unpaid. */
  notifyOnClose: boolean;
  /** The same for the current protocol, where it is the default. */
  openapiNotifyOnClose: boolean;
  /** How often a notice of the current protocol is repeated at once, before the gaps begin. */
  immediateRetries: number;
  /** When the trade is created: with the login, as in the browser, or with the payment password, as in Alipay's app. */
  tradeBeginsWith: "login" | "payment";
  /** Whether a day without business has a bill without rows, or no bill (NO_BILL_DATA). */
  emptyBills: boolean;
  /** Whether Alipay signs under another certificate than the one that the merchant was given. */
  certificateChanged: boolean;
  /** Whether notices and returns in certificate mode name Alipay's certificate, and sign that. */
  serialInCallbacks: "absent" | "unsigned" | "signed";
  /** Whether a token request may also come by GET. */
  tokenByGet: boolean;
  /** The app's own address (应用网关), to which messages about refunds to cards go; none where it is null. */
  appGatewayUrl: string | null;
  /** What a buyer's bank makes of refunds to a card: `none` where buyers pay out of their balance. */
  depositBack: "none" | "done" | "failed";
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
  waiting: WaitingRefund;
  notice: Notice;
  delivery: Delivery;
  due: Due;
  fault: FaultRule;
  state: State;
};
export type TableName = keyof Tables;
