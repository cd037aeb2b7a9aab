import "server-only";
import { later } from "@/lib/shop/due/review-due";
import type { Screen } from "@/lib/shop/orders/placed-order";
import type { Begin } from "@/lib/shop/orders/write-order";
import { EMPTY_PROFILE, type ShopNames, subjectFor } from "@/lib/shop/profile/profile";
import type { Shop } from "@/lib/shop/shop";
import { screenFor } from "./judge-start";
import { FIRST_LOOK_MS, WINDOW_MARGIN_MS } from "./look-times";

type Held = { createdAt: Date; expiresAt: Date };

/**
 * Until when the order is held once its buyer was sent to the cashier. Before, it is held for a shorter time; nothing was handed
 * out then, so that one which nobody has closed yet after that time goes on.
 */
export function fullTimeOf({ config }: Pick<Shop, "config">, { createdAt, expiresAt }: Held): Date {
  const full = later(createdAt, config.orderExpiresInMs);
  return full > expiresAt ? full : expiresAt;
}

/** How long a payment that begins now can be paid, in whole minutes as the gateway takes them. */
export function minutesUntil(fullTime: Date, at: Date): number {
  return Math.max(1, Math.ceil((fullTime.getTime() - at.getTime()) / 60_000));
}

/** What is left of that when the gateway is asked: no more than our own book of the payment's end, and the margin, allow. */
export function minutesLeft({ expiresInMinutes, at }: { expiresInMinutes: number; at: Date }, now: Date): number {
  return Math.max(1, Math.floor((expiresInMinutes * 60_000 - (now.getTime() - at.getTime()) + WINDOW_MARGIN_MS) / 60_000));
}

/** For `placeOrder`: the payment begins with its order, as `startPayment` would begin it right afterwards. */
export function beginWithOrder(shop: Shop, names: ShopNames | null, screen: Screen): Begin {
  return ({ no, at }) => {
    const heldUntil = fullTimeOf(shop, { createdAt: at, expiresAt: later(at, shop.config.firstHoldMs) });
    const expiresInMinutes = minutesUntil(heldUntil, at);
    return {
      heldUntil,
      dueAt: later(at, FIRST_LOOK_MS),
      expiresInMinutes,
      payableUntil: later(at, expiresInMinutes * 60_000),
      subject: subjectFor(names ?? EMPTY_PROFILE, no),
      screen: screenFor(shop.gateways.current, screen),
    };
  };
}
