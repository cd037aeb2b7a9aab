import type { ToFree } from "@/lib/shop/freight/freight";
import { shortFen } from "@/lib/shop/money";

/** What more makes the freight 0, and of which goods: in the cart and at the checkout the same words. */
export function toFreeInWords({ anyFen, alikeFen }: ToFree): string {
  const any = anyFen === null ? null : shortFen(anyFen);
  const alike = alikeFen === null ? null : shortFen(alikeFen);
  if (alike === null) return `再买 ${any} 包邮`;
  return any === null ? `再买 ${alike} 同类商品包邮` : `再买 ${alike} 同类商品，或 ${any} 任意商品，即包邮`;
}
