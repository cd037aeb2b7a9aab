import { inBothLanguages } from "@/lib/language/words";

/** What more makes the freight 0, and of which goods: in the cart and at the checkout the same words, which come to the phone as props. */
export const freightText = inBothLanguages(
  { any: "再买 {any} 包邮", alike: "再买 {alike} 同类商品包邮", both: "再买 {alike} 同类商品，或 {any} 任意商品，即包邮" },
  {
    any: "{any} more for free shipping",
    alike: "{alike} more of similar goods for free shipping",
    both: "{alike} more of similar goods, or {any} more of anything, for free shipping",
  },
);
export type FreightWords = typeof freightText;
