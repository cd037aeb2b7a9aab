import type { CartChange } from "@/lib/shop/cart/cart";
import { MAX_QUANTITY } from "@/lib/shop/catalog/product";

/**
 * What a buyer can do in the cart. The whole cart is one form, and each of its buttons carries one action as its value, so
 * that every action works without JavaScript.
 */
export type CartAction =
  | CartChange
  /** The prices that the page showed, in fen. */
  | { kind: "seen"; prices: { variantId: number; priceFen: number }[] }
  /** Sets all quantities as typed: what Enter in a quantity field sends without JavaScript. */
  | { kind: "typed" }
  | { kind: "checkout" };

/** An action as the value of a button: "quantity:12:3", "select:12:yes", "seen:12=980,15=2600". */
export function writeAction(action: CartAction): string {
  switch (action.kind) {
    case "quantity":
      return `quantity:${action.variantId}:${action.quantity}`;
    case "select":
      return `select:${action.variantId}:${action.selected ? "yes" : "no"}`;
    case "select-all":
      return `select-all:${action.selected ? "yes" : "no"}`;
    case "remove":
      return `remove:${action.variantId}`;
    case "seen":
      return `seen:${action.prices.map(({ variantId, priceFen }) => `${variantId}=${priceFen}`).join(",")}`;
    default:
      return action.kind;
  }
}

/** Reads what writeAction wrote; null for anything else. Quantities come out between 1 and MAX_QUANTITY. */
export function readAction(value: string): CartAction | null {
  const [kind, first = "", second = "", ...rest] = value.split(":");
  if (rest.length > 0) return null;
  const variantId = readInteger(first);
  switch (kind) {
    case "quantity": {
      const quantity = readInteger(second);
      return variantId && quantity !== null ? { kind, variantId, quantity: clampQuantity(quantity) } : null;
    }
    case "select":
      return variantId && isYesNo(second) ? { kind, variantId, selected: second === "yes" } : null;
    case "select-all":
      return isYesNo(first) ? { kind, selected: first === "yes" } : null;
    case "remove":
      return variantId ? { kind, variantId } : null;
    case "seen":
      return readPrices(first);
    case "typed":
    case "checkout":
      return { kind };
    default:
      return null;
  }
}

/** The name of a variant's quantity field; readTyped reads it back. */
export const fieldOf = (variantId: number): string => `quantity-${variantId}`;

/** The quantities typed into the form's fields; fields without a number are left out. */
export function readTyped(fields: Record<string, string>): { variantId: number; quantity: number }[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const variantId = name.startsWith("quantity-") ? readInteger(name.slice("quantity-".length)) : null;
    const quantity = readInteger(value);
    return variantId && quantity !== null ? [{ variantId, quantity: clampQuantity(quantity) }] : [];
  });
}

function readPrices(list: string): CartAction | null {
  const prices: { variantId: number; priceFen: number }[] = [];
  for (const pair of list.split(",")) {
    const [id = "", price = ""] = pair.split("=");
    const variantId = readInteger(id);
    const priceFen = readInteger(price);
    if (!variantId || priceFen === null) return null;
    prices.push({ variantId, priceFen });
  }
  return { kind: "seen", prices };
}

/** Nine digits at most, so that it fits into an integer column. */
function readInteger(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function clampQuantity(quantity: number): number {
  return Math.min(Math.max(1, quantity), MAX_QUANTITY);
}

function isYesNo(text: string): boolean {
  return text === "yes" || text === "no";
}
