/** The noun: money or a message that does not fit, until a person or later news has dealt with it. Pure. */

/** What does not fit. The owner's pages have a title, an explanation and an advice for each. */
export type DiscrepancyKind =
  | "amount_mismatch" // a trade of ours with another amount than its attempt's: held, pays nothing
  | "seller_mismatch" // a verified message about another seller's trade
  | "unknown_order" // money to us for an out_trade_no that we do not know: held
  | "second_trade" // an order paid twice, by two trades: the second is held
  | "late_payment" // money for a closed order; its stock was still there, so it was taken (resolved at once)
  | "late_payment_no_stock" // money for a closed order whose goods are gone: held, to be refunded
  | "late_payment_over_limit" // money for a closed order that would give its buyer more than 限购, or than its coupon, allows: held, to be refunded
  | "old_price" // money of a payment that was given up when the owner changed the order's sum: held, to be refunded
  | "paid_before_change" // the buyer paid what was agreed before, while the owner's change of the order still waited
  | "trade_no_reused" // one trade_no reported with two out_trade_no or two amounts
  | "closed_after_paid" // the gateway says closed, without a refund, of a trade that paid
  | "refund_seen" // a refund at Alipay that fits no money of ours (yet)
  | "refund_failed" // Alipay refused a refund that was promised
  | "unknown_status" // a trade status that is in no document
  | "contract_mismatch" // a verified message of one contract about what began under another one; it pays nothing
  | "contract_gone" // a payment or refund is open under a contract that is not configured any more
  | "payment_pending" // the buyer has paid, and the seller's account has not received it
  | "payment_unanswered" // nobody asks any more whether a closed order, or one at its old sum, was paid, since no answer ever said so
  | "notice_unconfirmed" // a notice that verifies, and that the gateway neither confirms nor bears out
  | "proof_contradicted" // the gateway says something else than the owner, who took the money as received
  | StuckKind
  | BillKind;

/** What comparing a day with Alipay's bill can find. */
export const BILL_KINDS = [
  "bill_only_there", // a payment in Alipay's bill that a query did not bring into our books
  "bill_only_here", // a payment in our books that Alipay's bill does not have
  "bill_amount_differs", // one payment, two amounts
  "bill_refund_differs", // a refund that one of the two books lacks, or has with another amount
  "bill_missing", // a day with business whose bill cannot be had
  "bill_unreadable", // a day whose bill cannot be made out or compared, as a whole or in some of its lines
] as const;
export type BillKind = (typeof BILL_KINDS)[number];

/** What has not come to its end in the time that its kind allows (lib/shop/invariants/patience.ts). */
export const STUCK_KINDS = [
  "order_stuck", // an order of which it cannot be found out whether it was paid
  "refund_stuck", // a refund that is under way and does not end
  "reported_refund_stuck", // a refund that Alipay reported and that cannot be booked
  "report_stuck", // a day that cannot be compared with its bill
] as const;
export type StuckKind = (typeof STUCK_KINDS)[number];

/** Held money that has gone back to its buyer is settled for good; these kinds wait for nothing else. */
export const HELD_MONEY_KINDS = [
  "late_payment_no_stock",
  "late_payment_over_limit",
  "second_trade",
  "old_price",
  "amount_mismatch",
  "unknown_order",
  "refund_seen",
] as const satisfies DiscrepancyKind[];

/** These wait for the gateway to say plainly whether money came; when it does, they are dealt with. */
export const AWAITING_KINDS = [
  "unknown_status",
  "payment_pending",
  "payment_unanswered",
  "notice_unconfirmed",
] as const satisfies DiscrepancyKind[];

/** As long as one of these is open, it is not sure that the order's money is ours: its goods stay here. */
export const DOUBTFUL_MONEY_KINDS = [
  "amount_mismatch",
  "seller_mismatch",
  "trade_no_reused",
  "closed_after_paid",
  "refund_seen",
  "unknown_status",
  "notice_unconfirmed",
  "proof_contradicted",
  "bill_only_here",
  "bill_amount_differs",
  "bill_refund_differs",
] as const satisfies DiscrepancyKind[];

/** Held money that can only go back, so that it goes back by itself. */
export const REFUNDED_BY_ITSELF = [
  "late_payment_no_stock",
  "late_payment_over_limit",
  "second_trade",
  "old_price",
] as const satisfies DiscrepancyKind[];
export type RefundedByItself = (typeof REFUNDED_BY_ITSELF)[number];

/** Why a discrepancy resolved itself. Where a person resolved it, their own words say what was done. */
export type ResolvedAs =
  | "late_payment_taken" // the goods of the closed order were still there, so that the late money pays it
  | "refund_succeeded" // the refund that had failed was done later
  | "refund_matched" // the refund that Alipay reported is in our books now
  | "refunded_in_full" // detail.refundNo names the refund
  | "contract_back" // the contract is configured again, so that what is open goes on
  | "bill_agrees" // both books agree now
  | "answered" // the gateway has said plainly whether money came
  | "proof_corrected" // the gateway's word took the place of the owner's: it was the same money
  | "other_business" // a trade of other business on the same account, which had been shown as this shop's
  | "went_on"; // what was stuck has come to its end

/** What a discrepancy is about. The same kind about the same subject is recorded once. Made by `subjectOf` only. */
export type Subject = string & { readonly brand: "discrepancy subject" };

/** Every form that a subject has. They are stored as part of `dedupe_key`, so what is written here stays readable. */
export const subjectOf = {
  /** A trade, whatever is said about it. */
  trade: (tradeNo: string) => tradeNo as Subject,
  /** One message about a trade; another status, or a later refund, is another message. */
  message: ({ tradeNo, outTradeNo, rawStatus, refundedAt }: MessageSubject) =>
    `${messagesOf({ tradeNo, outTradeNo })}${rawStatus}:${refundedAt?.getTime() ?? ""}` as Subject,
  /** A sum that Alipay reports as given back of a trade. */
  reportedSum: ({ tradeNo, feeFen }: { tradeNo: string; feeFen: number }) => `${tradeNo}:${feeFen}` as Subject,
  /** A batch of refunds, by the refund's number that its batch_no carries. */
  batch: (outRequestNo: string) => `batch:${outRequestNo}` as Subject,
  /** An attempt of ours to be paid, by its out_trade_no. */
  attempt: (outTradeNo: string) => outTradeNo as Subject,
  /** A refund of ours. */
  refund: (outRequestNo: string) => outRequestNo as Subject,
  /** The owner's change of an order, by its id. */
  change: (changeId: string) => changeId as Subject,
  /** An order, by its id. */
  order: (orderId: string) => orderId as Subject,
  /** What Alipay reported of a refund, by the id of its row. */
  reportedRefund: (id: bigint) => `reported:${id}` as Subject,
  /** A payment or a refund in a day's bill or in our books. */
  billLine: ({ tradeNo, type, outRequestNo }: { tradeNo: string; type: string; outRequestNo: string | null }) =>
    (type === "payment" ? tradeNo : `${tradeNo}:${outRequestNo ?? ""}`) as Subject,
  /** A day, yyyy-MM-dd. */
  day: (day: string) => day as Subject,
};
type MessageSubject = { tradeNo: string; outTradeNo: string; rawStatus: string; refundedAt: Date | null };

/** How the subjects of all messages about a trade under one out_trade_no begin. */
export function messagesOf({ tradeNo, outTradeNo }: { tradeNo: string; outTradeNo: string }): Subject {
  return `${tradeNo}:${outTradeNo}:` as Subject;
}

/** The unique key of a discrepancy. */
export function dedupeKeyOf(kind: DiscrepancyKind, subject: Subject): string {
  return `${kind}:${subject}`;
}
