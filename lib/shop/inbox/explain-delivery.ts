import "server-only";
import { explain } from "@/lib/alipay/doctor/explain";
import { doctorText } from "@/lib/alipay/doctor/text";
import type { Shop } from "@/lib/shop/shop";

export type DeliveryExplanation = { says: string; change: string; about: string | null };

/**
 * Why a kept delivery does not verify with the keys of now, in words for the owner: what people and software are known to
 * get wrong is tried until its signature fits. Empty for one that verifies. Nothing secret is in it.
 */
export function explainDelivery(shop: Shop, body: string): DeliveryExplanation[] {
  return explain(body, shop.doctor).causes.map(({ cause, about }) => ({ ...doctorText.zh[cause], about: about ?? null }));
}
