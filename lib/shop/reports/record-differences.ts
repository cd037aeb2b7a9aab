import "server-only";
import type { Tx } from "@/lib/server/db";
import { type BillKind, dedupeKeyOf, subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import { resolveExplained } from "@/lib/shop/discrepancies/resolve-discrepancies";
import { fits, type ReportEntry } from "./compare-books";

type Difference = { kind: BillKind; line: ReportEntry };

/**
 * Shows each line that does not fit to the owner, once, and resolves by itself what fits by now: of this day, and of another
 * day when this one's lines explain it. What the owner has resolved stays resolved; what resolved itself can come back.
 */
export async function recordDifferences(tx: Tx, { day, lines }: { day: string; lines: readonly ReportEntry[] }, at: Date): Promise<void> {
  const differences = lines.filter((line) => !fits(line)).map((line) => ({ kind: kindOf(line), line }));
  const orders = await findOrders(tx, differences);
  for (const difference of differences) await recordDifference(tx, { ...difference, day, orders }, at);
  const standing = new Set(differences.map(({ kind, line }) => dedupeKeyOf(kind, subjectOf.billLine(line))));
  const fitting = new Set(lines.filter(fits).map(subjectOf.billLine));
  await resolveExplained(tx, { day, standing, fitting }, at);
}

/** A day with business whose bill does not come. */
export async function recordMissingBill(tx: Tx, day: string, at: Date): Promise<void> {
  const nothing = { orderId: null, outTradeNo: null, tradeNo: null, amountFen: null };
  await recordDiscrepancy(
    tx,
    { kind: "bill_missing", subject: subjectOf.day(day), ...nothing, detail: { day }, reopen: "bill_agrees" },
    at,
  );
}

function kindOf({ type, verdict }: ReportEntry): BillKind {
  if (type === "refund") return "bill_refund_differs";
  return verdict === "only_there" ? "bill_only_there" : verdict === "only_here" ? "bill_only_here" : "bill_amount_differs";
}

/** A payment that is only at Alipay may still be for an order that we know. */
async function findOrders(tx: Tx, differences: readonly Difference[]): Promise<Map<string, string>> {
  const outTradeNos = differences.flatMap(({ line }) => (line.orderId ? [] : [line.outTradeNo]));
  const attempts = await tx.paymentAttempt.findMany({
    where: { outTradeNo: { in: outTradeNos } },
    select: { outTradeNo: true, orderId: true },
  });
  return new Map(attempts.map(({ outTradeNo, orderId }) => [outTradeNo, orderId]));
}

type Found = Difference & { day: string; orders: ReadonlyMap<string, string> };

async function recordDifference(tx: Tx, { kind, line, day, orders }: Found, at: Date): Promise<void> {
  const { tradeNo, outTradeNo, outRequestNo, billFen, ourFen } = line;
  await recordDiscrepancy(
    tx,
    {
      kind,
      subject: subjectOf.billLine(line),
      orderId: line.orderId ?? orders.get(outTradeNo) ?? null,
      outTradeNo,
      tradeNo,
      amountFen: billFen ?? ourFen,
      detail: { day, ...(billFen !== null && { billFen }), ...(ourFen !== null && { ourFen }), ...(outRequestNo && { outRequestNo }) },
      reopen: "bill_agrees",
    },
    at,
  );
}
