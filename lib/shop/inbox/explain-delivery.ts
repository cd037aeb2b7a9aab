import "server-only";
import { explain } from "@/lib/alipay/doctor/explain";
import { doctorText } from "@/lib/alipay/doctor/text";
import type { Shop } from "@/lib/shop/shop";

export type DeliveryExplanation = { says: string; change: string; about: string | null };

/**
 * Why a kept delivery does not verify with the keys that its protocol's contracts have now, in words for the owner: what people
 * and software are known to get wrong is tried until its signature fits. Empty for one that verifies. Nothing secret is in it.
 */
export function explainDelivery({ doctor }: Shop, { body, protocol }: { body: string; protocol: string }): DeliveryExplanation[] {
  const own = doctor.filter((contract) => contract.protocol === protocol);
  // With no contract of its protocol, any one says that there is none.
  const explained = (own.length > 0 ? own : doctor.slice(0, 1)).map(({ settings }) => explain(body, settings).causes);
  const causes = explained.find((found) => found.length === 0) ?? explained[0] ?? [];
  return causes.map(({ cause, about }) => ({ ...doctorText.zh[cause], about: about ?? null }));
}
