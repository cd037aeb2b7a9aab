import "server-only";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { orderLimit, type ProductView } from "@/lib/shop/catalog/product";
import { countBought } from "@/lib/shop/orders/buy-limits";
import type { Limit } from "./choice-fields";
import { productPageText as text } from "./page-text";

/** 限购 as the browser that looks meets it. Its phone number is not known here: placing the order has the last word. */
export async function readLimit({ id, limits }: Pick<ProductView, "id" | "limits">, buyerId: string | undefined): Promise<Limit> {
  const most = orderLimit(limits);
  if (most === undefined) return { words: "" };
  const bought = limits.perBuyer !== null && buyerId ? await countBought(getShop().db, id, { buyerId }) : 0;
  const left = Math.max(0, Math.min(most, (limits.perBuyer ?? Number.POSITIVE_INFINITY) - bought));
  return { most: left, words: text.limit(limits, bought) };
}
