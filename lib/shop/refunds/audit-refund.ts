import "server-only";
import type { Tx } from "@/lib/server/db";
import type { AuditKind } from "@/lib/shop/audit/audit-entry";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";

type RefundEntry = { kind: Extract<AuditKind, `refund_${string}`>; note?: string };

/** A line of the audit trail about a refund, by the order's number and its own; nothing while a buyer or the worker acts. */
export async function auditRefund(tx: Tx, shop: Shop, refundId: bigint, { kind, note }: RefundEntry): Promise<void> {
  if (!shop.by) return;
  const { order, outRequestNo, amountFen, status } = await tx.refund.findUniqueOrThrow({
    where: { id: refundId },
    select: { outRequestNo: true, amountFen: true, status: true, order: { select: { no: true } } },
  });
  await recordAudit(tx, shop, { kind, subject: order?.no ?? "", name: outRequestNo, after: { amountFen, status, ...(note && { note }) } });
}
