import "server-only";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";

/** by: `delta` more or fewer. to: set to `stock`, if there are still as many as the owner saw. */
export type StockChange = { kind: "by"; delta: number } | { kind: "to"; stock: number; seen: number };

/**
 * Changes how many pieces of a variant can be sold, with its row of the stock ledger in the same transaction. Both writes are
 * conditional, so a sale that happens meanwhile is never overwritten. Refuses a count that has moved and a change that would
 * go below zero, each with what is in stock now.
 */
export async function adjustStock(
  shop: Shop,
  variantId: number,
  change: StockChange,
): Promise<Result<{ stock: number }, "gone" | Refusal<"moved" | "below_zero", { stock: number }>>> {
  const delta = change.kind === "by" ? change.delta : change.stock - change.seen;
  const expected = change.kind === "by" ? { gte: Math.max(0, -change.delta) } : change.seen;
  return shop.db.$transaction(async (tx) => {
    const { count } = await tx.variant.updateMany({ where: { id: variantId, stock: expected }, data: { stock: { increment: delta } } });
    const variant = await tx.variant.findUnique({ where: { id: variantId }, select: SELECT });
    if (!variant) return refuse("gone");
    const { stock, name, product } = variant;
    if (count === 0 && change.kind === "to") return refuse("moved", { stock });
    if (count === 0) return refuse("below_zero", { stock });
    if (delta !== 0) await tx.stockMovement.create({ data: { variantId, kind: "adjust", quantity: delta, createdAt: shop.now() } });
    const about = { subject: product.id, name: `${product.title} ${name}`.trim() };
    await recordAudit(tx, shop, { kind: "stock_adjusted", ...about, before: { stock: stock - delta }, after: { stock } });
    return { ok: true, stock };
  });
}

const SELECT = { stock: true, name: true, product: { select: { id: true, title: true } } } as const;
