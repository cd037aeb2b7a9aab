import type { Prisma } from "@/lib/server/prisma/client";
import type { StuckKind } from "@/lib/shop/discrepancies/discrepancy";
import type { Shop } from "@/lib/shop/shop";

/** The noun: what must always hold. Each invariant has a code, and each row that breaks it has the facts that tell which. */
export type Facts = {
  // money
  paid_order_without_its_money: { orderNo: string; status: string; totalFen: number; settledFen: number };
  settled_money_of_unpaid_order: { tradeNo: string; orderNo: string | null; status: string | null; amountFen: number };
  refunded_order_with_money_left: { orderNo: string; totalFen: number; refundedFen: number };
  unpaid_order_with_time_of_payment: { orderNo: string };
  held_money_unseen: { tradeNo: string; orderNo: string | null; leftFen: number };
  two_open_attempts: { orderNo: string; attempts: number };
  attempt_differs_from_payments: { orderNo: string; outTradeNo: string; attemptStatus: string; payments: number };
  order_sum_differs: { orderNo: string; linesFen: number; linesAdjustFen: number } & Record<
    "itemsFen" | "discountFen" | "adjustFen" | "shippingFen" | "totalFen",
    number
  >;
  terms_differ_from_changes: { orderNo: string; totalFen: number; changedFen: number };
  /** Of a line; of the freight where there is no title. */
  lines_differ_from_changes: { orderNo: string; title: string | null; adjustFen: number; changedFen: number };
  overtaken_change_unseen: { orderNo: string; paidFen: number; wantedFen: number };
  change_of_settled_order_waits: { orderNo: string; status: string; isChanging: boolean; waiting: number };
  order_discount_differs: { orderNo: string; status: string; discountFen: number; partsFen: number; sharesFen: number };
  coupon_uses_differ: { code: string; used: number; held: number };
  // ledger
  counters_differ_from_ledger: { tradeNo: string; orderNo: string | null } & Record<
    "amountFen" | "refundingFen" | "refundedFen" | "ledgerFen" | "ledgerRefundingFen" | "ledgerRefundedFen",
    number
  >;
  // refunds
  refund_sums_differ: RefundSums;
  more_refunded_than_paid: { tradeNo: string; orderNo: string | null; amountFen: number; refundingFen: number };
  more_freight_refunded_than_paid: { tradeNo: string; orderNo: string | null; shippingFen: number; freightFen: number };
  refund_unwatched: { refundNo: string; orderNo: string | null; status: string };
  refund_of_no_day: { refundNo: string; orderNo: string | null; amountFen: number };
  // stock
  stock_differs_from_ledger: Goods & Record<"stock" | "reserved" | "sold" | `ledger${"Stock" | "Reserved" | "Sold"}`, number>;
  stock_below_zero: Goods & Record<"stock" | "reserved" | "sold", number>;
  order_with_wrong_goods: { orderNo: string; status: string; title: string; quantity: number; reserved: number; sold: number };
  // parcels
  order_sent_without_parcel: { orderNo: string; status: string; parcels: number };
  more_sent_than_ordered: { orderNo: string; title: string; quantity: number; sent: number };
  unsent_pieces_differ: { orderNo: string; status: string; unsentPieces: number; leftPieces: number };
  // timelines
  timeline_ends_elsewhere: { orderNo: string; status: string; timelineStatus: string | null };
  forbidden_move: { orderNo: string; from: string | null; to: string };
  // liveness
  overdue: { table: string; key: string; orderNo: string | null; dueAt: string };
} & Record<`${StuckKind}_unseen`, { subject: string; orderNo: string | null; tradeNo: string | null; since: string }>;

type Goods = { productId: number; title: string; variantName: string };
type RefundSums = { tradeNo: string; orderNo: string | null } & Record<"refundingFen" | "refundedFen" | "promisedFen" | "doneFen", number>;

export type InvariantCode = keyof Facts;

/** Orders by the time at which they were placed; null: whenever. */
export type Span = { from: Date | null; to: Date | null };

/** What the questions depend on beside the database. */
export type World = Pick<Shop, "now" | "gateways">;

/** What an invariant is asked about. One that must read every line of every order keeps to the orders of a span. */
export type Scope = World & { placed: Span };

/** A SELECT of the rows that break it, with a column for each of its facts. */
export type FindOffenders = (scope: Scope) => Prisma.Sql;

/** An invariant that does not hold: how many rows break it, and the first of them. */
export type Broken = { [Code in InvariantCode]: { code: Code; count: number; examples: Facts[Code][] } }[InvariantCode];

/** What a check found. `unchecked` are invariants of which the database gave no answer; they count as neither well nor broken. */
export type Check = { checkedAt: Date; broken: Broken[]; unchecked: InvariantCode[] };

/** A sentence for each code, about one row that breaks it. */
export type WordsOfBroken = { [Code in InvariantCode]: (facts: Facts[Code]) => string };

export type BrokenRow = { nth: number; facts: Partial<Facts[InvariantCode]>; sentence: string };

/** The facts of the rows that were found, each with its sentence. A code of another version has only its name. */
export function describeBroken({ code, examples }: Broken, words: WordsOfBroken): BrokenRow[] {
  const write = words[code] as ((facts: Facts[InvariantCode]) => string) | undefined;
  return examples.map((facts, nth) => ({ nth, facts, sentence: write?.(facts) ?? code }));
}
