import "server-only";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";

/** Remembers of orders that their packing slips were printed. @returns how many were not marked before */
export async function markPrinted(shop: Shop, nos: readonly string[]): Promise<number> {
  return shop.db.$transaction(async (tx) => {
    const orders = await tx.order.findMany({ where: { no: { in: [...nos] } }, select: { id: true } });
    const data = orders.map(({ id }) => ({ orderId: id, printedAt: shop.now() }));
    const { count } = await tx.slipPrint.createMany({ data, skipDuplicates: true });
    if (count > 0) await recordAudit(tx, shop, { kind: "slips_printed", after: { orders: count } });
    return count;
  });
}

/** Takes the marks back, as when the paper ran out. @returns how many were marked */
export async function unmarkPrinted(shop: Shop, nos: readonly string[]): Promise<number> {
  return shop.db.$transaction(async (tx) => {
    const { count } = await tx.slipPrint.deleteMany({ where: { order: { no: { in: [...nos] } } } });
    if (count > 0) await recordAudit(tx, shop, { kind: "slips_unprinted", after: { orders: count } });
    return count;
  });
}
