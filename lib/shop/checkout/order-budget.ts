import "server-only";
import { logLimit } from "@/lib/server/log-limit";
import { limit } from "@/lib/server/rate-limit";
import { type Refusal, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";

const HOUR_S = 3600;

/** `minutes`: after so many the browser, or its network, may try again. */
export type TooOften = Refusal<"too_often", { minutes: number }>;

/**
 * Takes a try at placing an order, of the browser and of its network, whatever comes of it. Caps of what is held at one time
 * (docs/decisions/0019) do not slow whoever cancels what was just placed, again and again; this does.
 */
export async function spendOrderTry(shop: Shop, buyerId: string, network: string | undefined): Promise<TooOften | null> {
  const { perBrowser, perNetwork } = shop.config.ordersPerHour;
  const ofBrowser = await limit(shop.pool, "orders-browser", buyerId, { points: perBrowser, perSeconds: HOUR_S });
  // One after the other: what a browser tries beyond its own budget is not taken from its neighbours'.
  const ofNetwork =
    ofBrowser.ok && network !== undefined
      ? await limit(shop.pool, "orders-network", network, { points: perNetwork, perSeconds: HOUR_S })
      : ofBrowser;
  if (ofNetwork.ok) return null;
  logLimit("orders in an hour", network ? { network } : {}, shop.log);
  return refuse("too_often", { minutes: Math.ceil(ofNetwork.retryAfterS / 60) });
}
