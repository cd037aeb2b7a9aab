import type { Shop } from "@/lib/shop/shop";

/** What a movement did to its variant, undone. */
const UNDO: Record<string, (quantity: number) => object> = {
  reserve: (quantity) => ({ stock: { increment: quantity }, reserved: { decrement: quantity } }),
  sell: (quantity) => ({ reserved: { increment: quantity }, sold: { decrement: quantity } }),
};

/** As if the database had been restored from before this order. */
export async function forgetOrder({ db }: Shop, orderId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
    for (const { variantId, kind, quantity } of await tx.stockMovement.findMany({ where: { orderId }, orderBy: { id: "desc" } })) {
      const undo = UNDO[kind];
      if (!undo) throw new Error(`no way back from ${kind}`);
      await tx.variant.update({ where: { id: variantId }, data: undo(quantity) });
    }
    await tx.stockMovement.deleteMany({ where: { orderId } });
    await tx.ledgerTransfer.deleteMany({ where: { payment: { orderId } } });
    await tx.payment.deleteMany({ where: { orderId } });
    await tx.notifyDelivery.deleteMany({ where: { orderId } });
    await tx.orderEvent.deleteMany({ where: { orderId } });
    await tx.parcelLine.deleteMany({ where: { parcel: { orderId } } });
    await tx.parcel.deleteMany({ where: { orderId } });
    await tx.orderChange.deleteMany({ where: { orderId } });
    await tx.orderLine.deleteMany({ where: { orderId } });
    for (const { promotionId } of await tx.orderDiscount.findMany({ where: { orderId, kind: "coupon", held: true } }))
      await tx.promotion.update({ where: { id: promotionId }, data: { used: { decrement: 1 } } });
    await tx.orderDiscount.deleteMany({ where: { orderId } });
    await tx.paymentAttempt.deleteMany({ where: { orderId } });
    await tx.order.delete({ where: { id: orderId } });
  });
}

/** As if the database had been restored from before its refunds. */
export async function forgetRefunds({ db }: Shop): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
    await tx.ledgerTransfer.deleteMany({ where: { cause: { not: "payment" } } });
    await tx.refund.deleteMany();
    await tx.payment.updateMany({ data: { refundingFen: 0, refundedFen: 0 } });
  });
}
