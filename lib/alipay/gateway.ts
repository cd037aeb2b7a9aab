/**
 * The one interface that both protocols implement. The shop knows nothing below it: no signature, no XML, no yuan. Money is
 * integer fen, times are `Date`. No method throws because of the network or the gateway: outcomes are values, and an
 * unknown outcome says so.
 */

/** What the shop asks to be paid for. */
export type PaymentRequest = {
  /** The attempt's own number; the same number again resumes the same attempt. */
  outTradeNo: string;
  amountFen: number;
  /** Names the goods; never text that a shopper typed. */
  subject: string;
  /** Whole minutes, at least 1; after that the gateway takes no payment for it. */
  expiresInMinutes: number;
  /** Absolute, without a query string of its own (docs/wire/alipay-wap.md §1.1). */
  returnUrl: string;
  notifyUrl: string;
  /** Where a buyer who gives up is sent (merchant_url). */
  quitUrl: string;
  /** Where the buyer is; a phone by default. A gateway without a page for computers ignores it (`hasComputerPage`). */
  screen?: "phone" | "computer";
};

/**
 * The gateway answered, and what it says is about the contract: its answer does not verify with the key that we hold
 * (`unverified`), or it says that it does not take our key, or us (`refused`). Nothing of it is about a trade.
 */
export type ContractRefusal = {
  kind: "unverified" | "refused";
  /** The gateway's own code, or what an answer that does not verify claims; empty for none. */
  code: string;
  /** The answer as it came, to find out why. It may hold personal data: neither stored nor logged. */
  evidence: string;
};

/** Timeout, broken or unverifiable answer, a fault of the gateway's. `refusal` is there when it speaks of the contract. */
export type UnknownAnswer = { kind: "unknown"; detail: string; refusal?: ContractRefusal };

export type StartedPayment =
  | { ok: true; redirectUrl: string }
  /** The gateway said no. `code` is its own (0002, 0005, …); `detail` its words, for the owner's log. */
  | { ok: false; kind: "refused"; code: string; detail: string; refusal?: ContractRefusal }
  /** No answer, or none that verifies: the same attempt can be tried again. */
  | ({ ok: false } & UnknownAnswer);

export type TradeStatus = "WAIT_BUYER_PAY" | "TRADE_SUCCESS" | "TRADE_FINISHED" | "TRADE_CLOSED" | "TRADE_PENDING";

export type Protocol = "wap-token" | "openapi";

/** A trade as Alipay reports it, in a notice or in the answer to a query; its signature has been verified. */
export type ReportedTrade = {
  outTradeNo: string;
  tradeNo: string;
  /** null: a status that we do not know. It changes nothing and is shown to the owner. */
  status: TradeStatus | null;
  rawStatus: string;
  totalFen: number;
  sellerId: string;
  sellerEmail: string | null;
  /** The buyer's account as the gateway gave it. Personal: mask it before it is stored or shown. */
  buyerLogon: string | null;
  paidAt: Date | null;
  /** Present when the message reports a refund: such a message never counts as a payment. */
  refund: TradeRefund | null;
};

/** The same, with the contract under which it was reported: a gateway says that of each trade that it hands on. */
export type Trade = ReportedTrade & { contract: string };

export type TradeRefund = {
  status: string;
  /** The sum of all refunds of this trade so far, this one included; null when the message names no sum. */
  feeFen: number | null;
  at: Date | null;
  /** The refund's own number (out_biz_no) where the message names it; refunds made in Alipay's console have other numbers. */
  outRequestNo?: string | null;
};

export type TradeAnswer<Reported extends ReportedTrade = ReportedTrade> =
  | { kind: "trade"; trade: Reported }
  /** No such trade **yet**: the buyer may still pay until the attempt expires. */
  | { kind: "not_exist" }
  /** Never means unpaid. */
  | UnknownAnswer;

export type CloseAnswer =
  | { kind: "closed" }
  | { kind: "not_exist" }
  /** Paid or closed in the meantime: query the trade. */
  | { kind: "not_closable" }
  | UnknownAnswer;

/** Why a message from outside was refused. Stable codes: the inbox stores them, the owner's pages explain them. */
export type RejectReason =
  | "oversize"
  | "content_type"
  | "malformed" // not a form, broken escapes, a key twice, a control character
  | "missing_field"
  | "wrong_service"
  | "wrong_sec_id" // another algorithm than the contract's
  | "wrong_app" // genuine, but for another app_id
  | "unknown_certificate" // signed under a certificate that is not loaded (yet)
  | "bad_signature"
  | "undecryptable"
  | "malformed_xml"
  | "malformed_amount"
  | "malformed_time";

export type NotificationResult<Reported extends ReportedTrade = ReportedTrade> =
  | { ok: true; notifyId: string; trade: Reported }
  /** `outTradeNo` comes from a verified message only. */
  | { ok: false; reason: RejectReason; detail: string }
  /** Not looked at, for want of room or time: nothing is known of it. Answer as for any refusal, and it is sent again. */
  | { ok: false; reason: "busy" };

export type ReturnResult = { ok: true; outTradeNo: string; tradeNo: string } | { ok: false; reason: RejectReason };

export type ConfirmAnswer = "confirmed" | "denied" | "unknown";

/** A refund that is already stored: a retry must be the identical request, or the gateway may pay twice. */
export type RefundRequest = {
  outTradeNo: string;
  tradeNo: string;
  /** The refund's own number: 3 to 24 letters and digits, unique in the shop (the token protocol carries no more in its batch_no). */
  outRequestNo: string;
  amountFen: number;
  /** The whole amount of the trade. */
  totalFen: number;
  reason: string;
  /** Where the token protocol sends its batch notice; the current protocol notifies the payment's own address. */
  notifyUrl: string;
  /**
   * When this try of it began, which dates the token protocol's batch_no: the same moment in each repetition for as long as an
   * earlier one may still be taken, and a new one only when none may.
   */
  requestedAt: Date;
  /** Whether the gateway is to tell, in a message of its own, when a bank has booked the refund to a card; only the current protocol can. */
  depositBack?: boolean;
};

export type RefundAnswer =
  /** The money is on its way to the buyer. */
  | { kind: "refunded"; at: Date | null }
  /** Asked for, not yet certain: ask later. */
  | { kind: "accepted" }
  | { kind: "refused"; code: string; detail: string; advice: RefundAdvice }
  /** The token protocol with a password: the owner confirms on Alipay's own page. */
  | { kind: "owner_must_confirm"; url: string }
  /** The identical request may be sent again. */
  | UnknownAnswer;

/**
 * never: no repetition helps, the owner must give the money back in another way · same_again_later: nothing was done, and
 * the identical request can succeed once the cause is fixed (balance, keys) · check_trade: query the trade first.
 * Each is about the request that it answers. Of an earlier one whose answer was lost it says nothing.
 */
export type RefundAdvice = "never" | "same_again_later" | "check_trade";

export type RefundQueryAnswer =
  | { kind: "refunded"; amountFen: number; at: Date | null }
  /** Not received, or failed: the identical request may be sent again. */
  | { kind: "not_refunded" }
  | UnknownAnswer
  /** The token protocol cannot query one refund: the trade's own `refund` holds the sum of all. */
  | { kind: "not_supported" };

/** What the token protocol reports about a batch of refunds; our batches hold one refund each. */
export type RefundNotificationResult =
  /** `datedOn` is the day, yyyy-MM-dd, that stands in the batch's number before the refund's. */
  | { ok: true; notifyId: string; outRequestNo: string; datedOn: string; refunds: ToldRefund[] }
  | { ok: false; reason: RejectReason; detail: string };

/** What a bank made of a refund to a card. What failed is in the buyer's Alipay balance: either way the buyer has the money. */
export type DepositBack = {
  outTradeNo: string;
  tradeNo: string;
  outRequestNo: string;
  outcome: "done" | "failed";
  /** What the card got; null for what failed, and where the message names no sum. */
  amountFen: number | null;
  /** When the bank answered. */
  at: Date | null;
  /** When the buyer may expect it on the card, as Alipay estimates. */
  expectedAt: Date | null;
};

export type DepositBackResult =
  | { ok: true; notifyId: string; depositBack: DepositBack }
  /** Answer each refusal in the same way: its reason is for the owner alone. */
  | { ok: false; reason: RejectReason; detail: string };

/** `code` is SUCCESS, or the reason of the failure. */
export type ToldRefund = { tradeNo: string; amountFen: number; outcome: "refunded" | "failed"; code: string };

/** One day of the gateway's own books. */
export type Bill =
  /** Has been read to its end once: it is whole but for the lines named. Its rows are read anew each time they are gone through. */
  | { kind: "bill"; rows: Iterable<BillRow> | AsyncIterable<BillRow>; unreadable: UnreadableLine[] }
  /** The gateway says that nothing happened on that day. */
  | { kind: "empty" }
  /** No bill, or none yet: treat it as empty only when the shop knows of nothing on that day either. */
  | { kind: "not_ready" }
  /** Alipay has no bill of so long ago, or of before the account was opened, and will have none. */
  | { kind: "too_old" }
  /** There is one, but it cannot be made out, and nothing is concluded from it. */
  | { kind: "unreadable"; detail: string }
  | { kind: "not_supported" }
  | UnknownAnswer;

/** A line of a bill that is no row: its number in the file, the trade where that can be read, and what cannot. */
export type UnreadableLine = { line: number; tradeNo: string | null; problem: string };

export type BillRow = {
  tradeNo: string;
  outTradeNo: string;
  type: "payment" | "refund";
  /** Never negative: the type says whether it was paid or refunded. */
  amountFen: number;
  /** The refund's number; only in rows of refunds. */
  outRequestNo: string | null;
  completedAt: Date;
};

export interface Gateway {
  readonly protocol: Protocol;
  /**
   * Names the contract: its protocol, and the partner or app that it was made with. Stored with whatever begins under it, so
   * it stays the same when its keys change.
   */
  readonly contract: string;
  /** Names this contract with the very keys and addresses that it is configured with: another one as soon as one of them changes. */
  readonly identity: string;
  /** The seller whose money this is; a trade of another seller is not ours. */
  readonly sellerId: string;
  /** Whether a buyer on a computer can pay there, instead of being turned away. */
  readonly hasComputerPage: boolean;
  /** Whether the protocol has a bill of each day. */
  readonly hasBill: boolean;
  /** Whether queryRefund answers for one refund by its number; where it does not, only the trade's total refund is known. */
  readonly answersForRefunds: boolean;
  /** Whether confirmNotification asks the gateway: then a notice that verifies is not believed before it is confirmed. */
  readonly asksBack: boolean;
  startPayment(request: PaymentRequest): Promise<StartedPayment>;
  queryTrade(outTradeNo: string): Promise<TradeAnswer<Trade>>;
  closeTrade(outTradeNo: string): Promise<CloseAnswer>;
  /** Parses and verifies in one call, so that a caller never holds an unverified message. */
  parseNotification(body: Uint8Array, contentType: string | null): Promise<NotificationResult<Trade>>;
  /** `search` is the raw query string, with or without its question mark. */
  parseReturn(search: string): ReturnResult;
  /** Asks the gateway whether it sent this notice; answers "confirmed" without asking where that is not configured. */
  confirmNotification(notifyId: string): Promise<ConfirmAnswer>;
  /** @throws {RangeError} for a number or sum that the protocol cannot carry: a mistake of the caller */
  refund(request: RefundRequest): Promise<RefundAnswer>;
  /** Ask at the earliest 10 s after the request. */
  queryRefund(refund: { outTradeNo: string; tradeNo: string; outRequestNo: string }): Promise<RefundQueryAnswer>;
  /** `day` is yyyy-MM-dd in Beijing, at the latest yesterday; ready by about nine the next morning. */
  fetchBill(day: string): Promise<Bill>;
  /** Verifies and reads the message that a refund has reached the buyer's card, where the protocol has one; it comes to an address of the app's own. */
  parseDepositBack(body: Uint8Array, contentType: string | null): DepositBackResult | "not_supported";
  /** Reads the notice of a batch of refunds where the protocol has one of its own. */
  parseRefundNotification(body: Uint8Array, contentType: string | null): RefundNotificationResult | "not_supported";
}
