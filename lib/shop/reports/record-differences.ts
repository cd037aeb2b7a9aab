import "server-only";
import type { UnreadableLine } from "@/lib/alipay/gateway";
import type { Tx } from "@/lib/server/db";
import { type BillKind, subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancies } from "@/lib/shop/discrepancies/record-discrepancies";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import { ROWS_AT_ONCE, type Verdict } from "./report";

/** A line of a day's report that is a difference. */
type Difference = {
  id: bigint;
  type: string;
  verdict: Verdict;
  tradeNo: string;
  outTradeNo: string;
  outRequestNo: string | null;
  billFen: number | null;
  ourFen: number | null;
  /** A payment that is only at Alipay may still be for an order that we know. */
  orderId: string | null;
};

/**
 * Shows each line of a day's report that is a difference to the owner, once. What the owner has resolved stays resolved; what
 * resolved itself can come back.
 */
export async function recordDifferences(tx: Tx, day: string, at: Date): Promise<void> {
  const read = (after: bigint) => tx.$queryRaw<Difference[]>`
    SELECT l.id, l.type, l.verdict, l.trade_no AS "tradeNo", l.out_trade_no AS "outTradeNo", l.out_request_no AS "outRequestNo",
      l.bill_fen AS "billFen", l.our_fen AS "ourFen", COALESCE(o.id, a.order_id) AS "orderId"
    FROM report_lines l LEFT JOIN orders o ON o.no = l.order_no LEFT JOIN payment_attempts a ON a.out_trade_no = l.out_trade_no
    WHERE l.day = ${day} AND l.verdict IN ('only_there', 'only_here', 'amount_differs') AND l.id > ${after} ORDER BY l.id LIMIT ${ROWS_AT_ONCE}`;
  for (let after = 0n, page = await read(after); page.length > 0; page = await read(after)) {
    await recordDiscrepancies(
      tx,
      page.map((line) => discrepancyOf(day, line)),
      { reopen: "bill_agrees" },
      at,
    );
    after = page.at(-1)?.id ?? after;
  }
}

function discrepancyOf(day: string, line: Difference) {
  const { orderId, tradeNo, outTradeNo, outRequestNo, billFen, ourFen } = line;
  return {
    kind: kindOf(line) ?? "bill_only_there",
    subject: subjectOf.billLine(line),
    ...{ orderId, outTradeNo, tradeNo },
    amountFen: billFen ?? ourFen,
    detail: { day, ...(billFen !== null && { billFen }), ...(ourFen !== null && { ourFen }), ...(outRequestNo && { outRequestNo }) },
  };
}

/** What a line tells the owner; null for one that is no difference. */
export function kindOf({ type, verdict }: { type: string; verdict: string }): BillKind | null {
  const kinds: Partial<Record<string, BillKind>> = {
    only_there: "bill_only_there",
    only_here: "bill_only_here",
    amount_differs: "bill_amount_differs",
  };
  const kind = kinds[verdict] ?? null;
  return kind && type === "refund" ? "bill_refund_differs" : kind;
}

const NOTHING = { orderId: null, outTradeNo: null, tradeNo: null, amountFen: null };

/** A day with business whose bill does not come. */
export async function recordMissingBill(tx: Tx, day: string, at: Date): Promise<void> {
  const subject = subjectOf.day(day);
  await recordDiscrepancy(tx, { kind: "bill_missing", subject, ...NOTHING, detail: { day }, reopen: "bill_agrees" }, at);
}

/** A day whose bill cannot be made out or compared. */
export async function recordUnreadableBill(tx: Tx, { day, problem }: { day: string; problem: string }, at: Date): Promise<void> {
  const subject = subjectOf.day(day);
  await recordDiscrepancy(tx, { kind: "bill_unreadable", subject, ...NOTHING, detail: { day, problem }, reopen: "bill_agrees" }, at);
}

/** Lines of a day's bill that cannot be read: one discrepancy for all of them, with the first. */
export async function recordUnreadableLines(tx: Tx, day: string, lines: readonly UnreadableLine[], at: Date): Promise<void> {
  const [first] = lines;
  if (!first) return;
  const detail = { day, unreadable: lines.length, line: first.line, problem: first.problem };
  const found = { kind: "bill_unreadable" as const, subject: subjectOf.day(day), ...NOTHING, tradeNo: first.tradeNo, detail };
  await recordDiscrepancy(tx, { ...found, reopen: "bill_agrees" }, at);
}
