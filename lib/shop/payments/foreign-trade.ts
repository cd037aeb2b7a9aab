import "server-only";
import type { Tx } from "@/lib/server/db";
import { readPrefixes } from "@/lib/shop/orders/number-prefixes";
import { isOwnOutTradeNo } from "@/lib/shop/orders/order-no";
import type { Shop } from "@/lib/shop/shop";

type Unknown = { tradeNo: string; outTradeNo: string };

/**
 * Whether a trade that no attempt of ours has is of other business on the same account (docs/decisions/0015): its number was
 * not made here, and it is not in our books. What a restored backup has forgotten keeps its number, and stays ours.
 */
export async function isForeignTrade(shop: Shop, tx: Tx, { tradeNo, outTradeNo }: Unknown): Promise<boolean> {
  if (isOwnOutTradeNo(outTradeNo, await readPrefixes(shop))) return false;
  return (await tx.payment.count({ where: { tradeNo } })) === 0;
}
