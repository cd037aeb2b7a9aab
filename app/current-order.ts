import "server-only";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { type FoundOrder, getOrderByToken, getOrderForBuyer } from "@/lib/shop/orders/get-order";
import { currentBuyer } from "./current-buyer";

/**
 * The order that this visitor may see: by its unguessable link (?t=), or by the cookie of the browser that placed it.
 * null both for a stranger's order and for none; every page, action and route about one order asks here.
 */
export async function findVisibleOrder(no: string, token?: string): Promise<FoundOrder | null> {
  const shop = getShop();
  if (token) {
    const byLink = await getOrderByToken(shop, no, token);
    if (byLink) return byLink;
  }
  const buyer = await currentBuyer();
  return buyer && getOrderForBuyer(shop, no, buyer.id);
}
