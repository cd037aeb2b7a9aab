import "server-only";
import { currentBuyer } from "@/app/current-buyer";
import type { Made } from "@/components/use-mine";
import type { ProductView } from "@/lib/shop/catalog/product";
import { type Mine, madeMine } from "../../read-mine";
import type { Limit } from "./choice-fields";
import { readLimit } from "./read-limit";

export type MineOfProduct = Mine & { limit: Limit };

/** What the page of a product shows of its visitor. How many one may buy is only asked for where it depends on who asks. */
export async function madeMineOfProduct(product: ProductView): Promise<Made<MineOfProduct>> {
  const { mine, isForEverybody, address } = await madeMine();
  const limit = await readLimit(product, (await currentBuyer())?.id);
  const query = product.limits.perBuyer === null ? "" : `?product=${encodeURIComponent(product.slug)}`;
  return { mine: { ...mine, limit }, isForEverybody, address: `${address}${query}` };
}
