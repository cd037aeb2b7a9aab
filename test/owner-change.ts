import { readChanged, receiverIn, termsStamp } from "@/lib/shop/orders/changes/read-changed";
import { type ChangeForm, changeOrder } from "@/lib/shop/payments/change-order";
import { paidForLine } from "@/lib/shop/promotions/paid-for-pieces";
import type { Shop } from "@/lib/shop/shop";

export type Wished = Partial<Pick<ChangeForm, "offFen" | "shippingFen" | "reason" | "key" | "was" | "seen">> & {
  /** What each line shall cost, in their order; unset: as it is. */
  lineFens?: (number | undefined)[];
  receiver?: Partial<ChangeForm["receiver"]>;
};

/** The owner's form as it stands on the order's page, with what is typed into it. */
export async function changeForm(shop: Shop, orderId: string, wished: Wished = {}): Promise<ChangeForm> {
  const order = await readChanged(shop.db, orderId);
  if (!order) throw new Error("no order");
  const { lineFens = [], receiver, ...typed } = wished;
  const lines = order.lines.map((line, place) => ({ lineId: String(line.id), fen: lineFens[place] ?? paidForLine(line) }));
  return {
    ...{ lines, offFen: 0, shippingFen: order.shippingFen, reason: "", seen: "", key: crypto.randomUUID(), owner: "owner" },
    ...{ was: termsStamp(order), receiver: { ...receiverIn(order), ...receiver } },
    ...typed,
  };
}

/** The owner fills the form in, reads what it makes of the order, and saves it. */
export async function changeAsOwner(shop: Shop, orderId: string, wished: Wished = {}): ReturnType<typeof changeOrder> {
  const form = await changeForm(shop, orderId, wished);
  const shown = await changeOrder(shop, orderId, form);
  return !shown.ok && shown.reason === "not_seen" ? changeOrder(shop, orderId, { ...form, seen: shown.seen }) : shown;
}
