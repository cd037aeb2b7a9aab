import "server-only";
import { hashToken, newToken } from "@/lib/server/token";
import type { Shop } from "@/lib/shop/shop";

/**
 * A shopper wants this browser forgotten: its cart and its addresses go, and its cookie opens nothing any more. Orders
 * stay, reachable by their links and by order number and phone.
 */
export async function forgetBrowser(shop: Shop, buyerId: string): Promise<void> {
  await shop.db.$transaction(async (tx) => {
    await tx.cartItem.deleteMany({ where: { buyerId } });
    await tx.buyerAddress.deleteMany({ where: { buyerId } });
    const { count } = await tx.buyer.deleteMany({ where: { id: buyerId, orders: { none: {} } } });
    if (count > 0) return;
    await tx.$executeRaw`UPDATE buyers SET address = NULL, token_hash = ${hashToken(newToken())} WHERE id = ${buyerId}::uuid`;
  });
}
