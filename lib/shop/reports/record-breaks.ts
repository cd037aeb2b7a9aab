import "server-only";
import type { Tx } from "@/lib/server/db";
import type { DiscrepancyKind } from "@/lib/shop/payments/discrepancy";
import { fits, keyOf, type ReportEntry } from "./compare-books";

export const BILL_KINDS = [
  "bill_only_there",
  "bill_only_here",
  "bill_amount_differs",
  "bill_refund_differs",
  "bill_missing",
] as const satisfies DiscrepancyKind[];

const FOUND = "再次对账时两边已经一致，自动处理";

type Break = { kind: (typeof BILL_KINDS)[number]; key: string; line: ReportEntry | null };

/**
 * Shows each line that does not fit to the owner, once, and resolves by itself what fits by now: of this day, and of another
 * day when this one's lines explain it. What the owner has resolved stays resolved; what resolved itself can come back.
 */
export async function recordBreaks(tx: Tx, { day, lines }: { day: string; lines: readonly ReportEntry[] }, at: Date): Promise<void> {
  const broken = lines.filter((line) => !fits(line)).map(breakOf);
  const orders = await findOrders(tx, broken);
  for (const one of broken)
    await recordBreak(tx, { ...one, day, orderId: one.line?.orderId ?? orders.get(one.line?.outTradeNo ?? "") ?? null }, at);
  const standing = new Set(broken.map(({ kind, key }) => `${kind}:${key}`));
  const fitting = new Set(lines.filter(fits).map(keyOf));
  await resolveExplained(tx, { day, standing, fitting }, at);
}

/** A day with business whose bill does not come. */
export async function recordMissingBill(tx: Tx, day: string, at: Date): Promise<void> {
  await recordBreak(tx, { kind: "bill_missing", key: day, line: null, day, orderId: null }, at);
}

function breakOf(line: ReportEntry): Break {
  const key = keyOf(line);
  if (line.type === "refund") return { kind: "bill_refund_differs", key, line };
  const kind = line.verdict === "only_there" ? "bill_only_there" : line.verdict === "only_here" ? "bill_only_here" : "bill_amount_differs";
  return { kind, key, line };
}

/** A payment that is only at Alipay may still be for an order that we know. */
async function findOrders(tx: Tx, broken: readonly Break[]): Promise<Map<string, string>> {
  const outTradeNos = broken.flatMap(({ line }) => (line && !line.orderId ? [line.outTradeNo] : []));
  const attempts = await tx.paymentAttempt.findMany({
    where: { outTradeNo: { in: outTradeNos } },
    select: { outTradeNo: true, orderId: true },
  });
  return new Map(attempts.map(({ outTradeNo, orderId }) => [outTradeNo, orderId]));
}

async function recordBreak(
  tx: Tx,
  { kind, key, line, day, orderId }: Break & { day: string; orderId: string | null },
  at: Date,
): Promise<void> {
  const dedupeKey = `${kind}:${key}`;
  const amountFen = line?.billFen ?? line?.ourFen ?? null;
  const detail = {
    day,
    ...(line?.billFen !== null && line && { billFen: line.billFen }),
    ...(line?.ourFen !== null && line && { ourFen: line.ourFen }),
    ...(line?.outRequestNo && { outRequestNo: line.outRequestNo }),
  };
  const row = { kind, orderId, outTradeNo: line?.outTradeNo ?? null, tradeNo: line?.tradeNo ?? null, detail };
  const { count } = await tx.discrepancy.createMany({
    data: [{ ...row, dedupeKey, amountFen: amountFen === null ? null : BigInt(amountFen), createdAt: at }],
    skipDuplicates: true,
  });
  if (count === 0)
    await tx.discrepancy.updateMany({ where: { dedupeKey, resolution: FOUND }, data: { detail, resolvedAt: null, resolution: null } });
}

type Explained = { day: string; standing: ReadonlySet<string>; fitting: ReadonlySet<string> };

async function resolveExplained(tx: Tx, { day, standing, fitting }: Explained, at: Date): Promise<void> {
  const open = await tx.discrepancy.findMany({
    where: { resolvedAt: null, kind: { in: [...BILL_KINDS] } },
    select: { id: true, kind: true, dedupeKey: true, detail: true },
  });
  const explained = open.filter(({ kind, dedupeKey, detail }) => {
    const isOfDay = detail !== null && typeof detail === "object" && "day" in detail && detail.day === day;
    return !standing.has(dedupeKey) && (isOfDay || fitting.has(dedupeKey.slice(kind.length + 1)));
  });
  await tx.discrepancy.updateMany({
    where: { id: { in: explained.map(({ id }) => id) }, resolvedAt: null },
    data: { resolvedAt: at, resolution: FOUND },
  });
}
