import "server-only";
import type { Tx } from "@/lib/server/db";

/** What does not fit, and what a person is to make of it. The owner's pages have a sentence for each. */
export type DiscrepancyKind =
  | "amount_mismatch" // a trade of ours with another amount than its attempt's: held, pays nothing
  | "seller_mismatch" // a verified message about another seller's trade
  | "unknown_order" // money to us for an out_trade_no that we do not know: held
  | "second_trade" // an order paid twice, by two trades: the second is held
  | "late_payment" // money for a closed order; its stock was still there, so it was taken (resolved at once)
  | "late_payment_no_stock" // money for a closed order whose goods are gone: held, to be refunded
  | "trade_no_reused" // one trade_no told of with two out_trade_no or two amounts
  | "closed_after_paid" // the gateway says closed, without a refund, of a trade that paid
  | "refund_seen" // a refund at Alipay that fits no money of ours (yet)
  | "refund_failed" // Alipay refused a refund that was promised
  | "unknown_status" // a trade status that is in no document
  | "bill_only_there" // a payment in Alipay's bill that asking for did not bring into our books
  | "bill_only_here" // a payment in our books that Alipay's bill does not have
  | "bill_amount_differs" // one payment, two amounts
  | "bill_refund_differs" // a refund that one of the two books lacks, or has with another amount
  | "bill_missing"; // a day with business whose bill cannot be had

export type DiscrepancyInput = {
  kind: DiscrepancyKind;
  /** Tells the same thing twice apart from two things: only the first of a key is kept. */
  key: string;
  orderId: string | null;
  outTradeNo: string;
  tradeNo: string;
  amountFen: number;
  detail?: Record<string, string | number>;
  /** Words on what was done, when nothing is left to do. */
  resolution?: string;
};

/** Records a discrepancy once, in the caller's transaction. */
export async function recordDiscrepancy(tx: Tx, input: DiscrepancyInput, at: Date): Promise<void> {
  const { kind, key, amountFen, detail = {}, resolution, ...refs } = input;
  const row = { ...refs, kind, dedupeKey: `${kind}:${key}`, amountFen: BigInt(amountFen), detail, createdAt: at };
  const resolved = resolution ? { resolution, resolvedAt: at } : {};
  await tx.discrepancy.createMany({ data: [{ ...row, ...resolved }], skipDuplicates: true });
}
