import { createContext, use } from "react";
import type { CartWords } from "./text";

/** The words of the cart, for all of its parts. */
export const CartWordsAround = createContext<CartWords | null>(null);

export function useCartWords(): CartWords {
  return use(CartWordsAround) as CartWords;
}
