/**
 * The one interface that every way of being paid implements. The shop knows nothing below it: no sign, no XML, no yuan.
 * Money is integer fen, times are `Date`. Nothing here throws for what a network or a counterpart can do: outcomes are
 * values, and an outcome that is not known says so.
 */

/** What the shop asks to be paid for. */
export type PaymentRequest = {
  /** The attempt's own number; the same number again resumes the same attempt. */
  outTradeNo: string;
  amountFen: number;
  /** Names the goods in the shop's own words, never in a shopper's. */
  subject: string;
  /** Whole minutes, at least 1, after which the gateway takes no more money for it. */
  expiresInMinutes: number;
  /** Absolute, without a query string of its own (alipay-wap §1.1). */
  returnUrl: string;
  notifyUrl: string;
  /** Where a buyer who gives up is sent (merchant_url). */
  quitUrl: string;
};

export type StartedPayment =
  | { ok: true; redirectUrl: string }
  /** The gateway said no. `code` is its own (0002, 0005, …); `detail` its words, for the owner's log. */
  | { ok: false; kind: "refused"; code: string; detail: string }
  /** No answer, or none that verifies: the same attempt can be tried again. */
  | { ok: false; kind: "unknown"; detail: string };

export type TradeStatus = "WAIT_BUYER_PAY" | "TRADE_SUCCESS" | "TRADE_FINISHED" | "TRADE_CLOSED" | "TRADE_PENDING";

/** A trade as the gateway tells of it, in a notice or in answer to a query; its signature has been verified. */
export type Trade = {
  outTradeNo: string;
  tradeNo: string;
  /** null: a word that we do not know. It changes nothing and is shown to the owner. */
  status: TradeStatus | null;
  rawStatus: string;
  totalFen: number;
  sellerId: string;
  sellerEmail: string | null;
  /** The buyer's account as the gateway gave it. Personal: mask it before it is stored or shown. */
  buyerLogon: string | null;
  paidAt: Date | null;
  /** Present when the message tells of a refund: such a message never pays. `feeFen` is null when it names no sum. */
  refund: { status: string; feeFen: number | null; at: Date | null } | null;
};

export type TradeAnswer =
  | { kind: "trade"; trade: Trade }
  /** No such trade **yet**: the buyer may still pay until the attempt's window is over. */
  | { kind: "not_exist" }
  /** Timeout, broken or unverifiable answer, an error of the gateway. Never means unpaid. */
  | { kind: "unknown"; detail: string };

export type CloseAnswer =
  | { kind: "closed" }
  | { kind: "not_exist" }
  /** Paid or closed meanwhile: ask. */
  | { kind: "not_closable" }
  | { kind: "unknown"; detail: string };

/** Why a message from outside was turned away. Stable codes; the inbox keeps them and the owner's pages explain them. */
export type RejectReason =
  | "oversize"
  | "content_type"
  | "malformed" // not a form, broken escapes, a key twice, a control character
  | "missing_field"
  | "wrong_service"
  | "wrong_sec_id"
  | "bad_signature"
  | "undecryptable"
  | "malformed_xml"
  | "malformed_amount"
  | "malformed_time";

export type NotificationResult =
  | { ok: true; notifyId: string; trade: Trade }
  /** `outTradeNo` only ever from a verified message. */
  | { ok: false; reason: RejectReason; detail: string };

export type ReturnResult = { ok: true; outTradeNo: string; tradeNo: string } | { ok: false; reason: RejectReason };

export type ConfirmAnswer = "confirmed" | "denied" | "unknown";

export interface Gateway {
  readonly protocol: "wap-token" | "openapi";
  /** The seller whose money this is; a trade of another seller is not ours. */
  readonly sellerId: string;
  startPayment(request: PaymentRequest): Promise<StartedPayment>;
  queryTrade(outTradeNo: string): Promise<TradeAnswer>;
  closeTrade(outTradeNo: string): Promise<CloseAnswer>;
  /** Parses and verifies in one call: an unverified message has no name in the caller. */
  parseNotification(body: Uint8Array, contentType: string | null): NotificationResult;
  /** `search` is the raw query string, with or without its question mark. */
  parseReturn(search: string): ReturnResult;
  /** Asks the gateway whether it sent this notice; "confirmed" at once where that is not configured. */
  confirmNotification(notifyId: string): Promise<ConfirmAnswer>;
}
