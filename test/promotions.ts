import type { CouponOff, Scope, Tier } from "@/lib/shop/promotions/promotion";
import { addPromotion } from "@/lib/shop/promotions/save-promotion";
import type { Shop } from "@/lib/shop/shop";

type Said = { scope?: Scope; days?: number; name?: string };

/** A 满减 that is on from now. */
export async function aReduction(
  shop: Shop,
  tiers: Tier[],
  { scope = { kind: "all" }, days = 30, name = "满减" }: Said = {},
): Promise<number> {
  const times = timesOf(shop, days);
  const added = await addPromotion(shop, {
    name,
    code: null,
    rule: { kind: "reduction", scope, tiers },
    total: null,
    perBuyer: null,
    ...times,
  });
  if (!added.ok) throw new Error(added.reason);
  return added.id;
}

type CouponSaid = Said & { code?: string; fromFen?: number; off?: CouponOff; total?: number | null; perBuyer?: number | null };

/** A coupon that is on from now: ¥5 off with the code SAVE5, unless said otherwise. */
export async function aCoupon(shop: Shop, said: CouponSaid = {}): Promise<number> {
  const { scope = { kind: "all" }, days = 30, name = "新客券", code = "SAVE5", fromFen = 0, total = null, perBuyer = null } = said;
  const rule = { kind: "coupon" as const, scope, fromFen, off: said.off ?? { kind: "sum" as const, offFen: 500 } };
  const added = await addPromotion(shop, { name, code, rule, total, perBuyer, ...timesOf(shop, days) });
  if (!added.ok) throw new Error(added.reason);
  return added.id;
}

function timesOf(shop: Shop, days: number): { startsAt: Date; endsAt: Date } {
  const now = shop.now().getTime();
  return { startsAt: new Date(now), endsAt: new Date(now + days * 24 * 3600_000) };
}
