import "server-only";
import { takeSilent } from "@/lib/shop/contracts/note-silence";
import { newOutTradeNo } from "@/lib/shop/orders/order-no";
import type { Shop } from "@/lib/shop/shop";

/**
 * Asks each gateway that has not answered lately about a number that nobody has, once in a minute whichever instance does it. Whatever
 * it answers ends its silence (contracts/note-silence.ts); no answer goes on with it.
 */
export async function probeSilent(shop: Shop): Promise<void> {
  for (const contract of await takeSilent(shop))
    if (shop.gateways.has(contract)) await shop.gateways.of(contract).queryTrade(newOutTradeNo(shop.now(), shop.config.numberPrefix));
}
