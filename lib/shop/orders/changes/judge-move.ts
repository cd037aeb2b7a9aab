import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import type { FrozenFreight } from "@/lib/shop/freight/freight";
import { quoteFreight } from "@/lib/shop/freight/quote-freight";
import type { CouponRefusal } from "@/lib/shop/promotions/judge-discounts";
import type { Shop } from "@/lib/shop/shop";
import { judgeLimits, type OverLimit } from "../buy-limits";
import { judgeCouponMove } from "../order-discounts";
import { factsSql, type SentForm, toFacts } from "../placing-facts";
import type { ChangedOrder, ChangedReceiver } from "./read-changed";

export type MoveRefusal =
  | Refusal<"undeliverable", { province: string; goods: { title: string; variantName: string }[] }>
  | OverLimit
  | CouponRefusal;

/** `freight`: what sending costs there by today's rules; null in the order's own province, where what was agreed stands. */
type Move = { freight: FrozenFreight | null };

/**
 * Whether an unpaid order may go to another receiver, by the rules that hold for its buyer too (judge-form.ts): its goods are sent
 * there, and the new phone number has not bought what is limited, nor used up the coupon. The caller holds the locks of `lockLimits`
 * and the order's. What freight is charged is the owner's to say.
 */
export async function judgeMove(
  tx: Tx,
  shop: Pick<Shop, "now" | "config">,
  order: ChangedOrder,
  receiver: ChangedReceiver,
): Promise<Result<Move, MoveRefusal>> {
  const at = shop.now();
  const { former, goods, limited, discounts, book } = toFacts(await tx.$queryRaw(factsSql(formOf(order, receiver), at)), at, shop.config);
  const lines = order.lines.flatMap(({ variantId, quantity, priceFen }) =>
    goods.filter((one) => one.variantId === variantId).map((one) => ({ ...one, quantity, priceFen })),
  );
  const others = former.filter(({ id }) => id !== order.id);
  const over =
    receiver.receiverPhone === order.receiverPhone ? null : (judgeLimits(limited, lines, others) ?? judgeCouponMove(discounts, others));
  if (over) return over;
  if (receiver.province === order.province) return { ok: true, freight: null };
  const { feeFen, perTemplate, undeliverable } = quoteFreight(book, lines, receiver.province);
  const named = undeliverable.map(({ title, variantName }) => ({ title, variantName }));
  if (named.length > 0) return refuse("undeliverable", { province: receiver.province, goods: named });
  return { ok: true, freight: { feeFen, perTemplate } };
}

/** The form that the order came from, as if it were sent again to the new receiver; a later order of one form has a number behind its key. */
function formOf({ buyerId, idempotencyKey, lines, discounts, note }: ChangedOrder, receiver: ChangedReceiver): SentForm {
  const items = lines.map(({ variantId, quantity, priceFen }) => ({ variantId, quantity, expectedPriceFen: priceFen }));
  const { receiverName: name, receiverPhone: phone, province, city, district, addressDetail: detail } = receiver;
  const code = discounts[0]?.code ?? null;
  const address = { name, phone, province, city, district, detail };
  const draft = { idempotencyKey: idempotencyKey.replace(/\.\d+$/, ""), items, address, note, ...(code !== null && { couponCode: code }) };
  return { buyerId, draft, items };
}
