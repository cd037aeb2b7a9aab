import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { type Explained, explainDelivery } from "./explain-delivery";
import { DELIVERY_SELECT, type DeliveryRow } from "./list-deliveries";
import { type FormField, maskSign } from "./mask-sign";

export type Delivery = DeliveryRow & {
  contentType: string;
  bodyHash: string;
  raw: string;
  fields: FormField[];
  why: Explained;
};

const NOTHING_TO_EXPLAIN: Explained = { ok: true, why: [] };

/** One delivery with its body, the sign masked, and why it was refused if it was; null when there is none. */
export async function getDelivery(shop: Shop, id: string): Promise<Delivery | null> {
  if (!/^\d{1,18}$/.test(id)) return null;
  const row = await shop.db.notifyDelivery.findUnique({
    where: { id: BigInt(id) },
    select: { ...DELIVERY_SELECT, contentType: true, bodyHash: true, body: true, order: { select: { no: true } } },
  });
  if (!row) return null;
  const { body, order, ...rest } = row;
  const why = rest.verdict === "rejected" ? await explainDelivery(shop, { body, protocol: rest.protocol }) : NOTHING_TO_EXPLAIN;
  return { ...rest, orderNo: order?.no ?? null, why, ...maskSign(body) };
}
