import "server-only";
import type { Tx } from "@/lib/server/db";
import type { AuditInput } from "@/lib/shop/audit/audit-entry";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";

/** A line of the audit trail about an order, by its number; nothing while a buyer or the worker acts. */
export async function auditOrder(tx: Tx, shop: Shop, orderId: string, entry: Omit<AuditInput, "subject" | "name">): Promise<void> {
  if (!shop.by) return;
  const { no } = await tx.order.findUniqueOrThrow({ where: { id: orderId }, select: { no: true } });
  await recordAudit(tx, shop, { ...entry, subject: no, name: no });
}
