import "server-only";
import { type Refusal, refuse } from "@/lib/server/result";
import type { Address } from "@/lib/shop/addresses/address";
import { MAX_LINES, MAX_QUANTITY } from "@/lib/shop/catalog/product";

/** The noun: what a buyer sends to order something. */

export type OrderDraft = {
  /** Random, made with the form: the same key with the same contents again is the same order. */
  idempotencyKey: string;
  items: DraftItem[];
  /** The freight that the form showed; without it none was shown, so none may be charged. */
  expectedShippingFen?: number;
  /** What the form showed to come off; without it nothing does. */
  expectedDiscountFen?: number;
  /** As `normaliseCode` writes it; unset: none was asked for. */
  couponCode?: string;
  address: Address;
  note: string;
  /** From where it is sent (networkKey); unset when nobody can say. Kept while the order is unpaid. */
  network?: string;
};
export type DraftItem = { variantId: number; quantity: number; expectedPriceFen: number };

/** The same goods twice count together. */
export function mergeItems(items: readonly DraftItem[]): DraftItem[] {
  const merged = new Map<number, DraftItem>();
  for (const item of items) {
    const known = merged.get(item.variantId);
    merged.set(item.variantId, known ? { ...known, quantity: known.quantity + item.quantity } : { ...item });
  }
  return [...merged.values()];
}

/** What is wrong with the items of a draft, whatever is in stock. */
export function checkItems(items: readonly DraftItem[]): Refusal<"empty"> | Refusal<"too_many", { of: "lines" | "pieces" }> | null {
  if (items.length === 0) return refuse("empty");
  if (items.length > MAX_LINES) return refuse("too_many", { of: "lines" });
  const valid = items.every(({ quantity }) => Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= MAX_QUANTITY);
  return valid ? null : refuse("too_many", { of: "pieces" });
}

/** Where an order goes, as its columns hold it. */
export type Receiver = ReturnType<typeof receiverOf>;

export function receiverOf({ address, note }: Pick<OrderDraft, "address" | "note">) {
  return {
    receiverName: address.name,
    receiverPhone: address.phone,
    province: address.province,
    city: address.city,
    district: address.district,
    addressDetail: address.detail,
    note,
  };
}
