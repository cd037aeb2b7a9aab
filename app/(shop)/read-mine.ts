import "server-only";
import { currentBuyer } from "@/app/current-buyer";
import { isForEverybody } from "@/app/for-everybody";
import type { Made } from "@/components/use-mine";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { countCart } from "@/lib/shop/cart/get-cart";

const ADDRESS = "/api/mine";

/** `cart`: how many pieces are in the visitor's cart. */
export type Mine = { cart: number };

/** What the pages with the tab bar show of their visitor. */
export async function madeMine(): Promise<Made<Mine>> {
  return { mine: await readMine(), isForEverybody: await isForEverybody(), address: ADDRESS };
}

/** Of the visitor who asks; of a page for everybody that is a stranger. */
export async function readMine(): Promise<Mine> {
  const buyer = await currentBuyer();
  return { cart: buyer ? await countCart(getShop(), buyer.id) : 0 };
}
