import "server-only";
import { logLimit } from "@/lib/server/log-limit";
import { hasPoints, limit } from "@/lib/server/rate-limit";
import { type Refusal, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";

const HOUR_S = 3600;

/** `minutes`: after so many the browser, or its network, may try again. */
export type TooOften = Refusal<"too_often", { minutes: number }>;

/**
 * Takes a try at placing an order from the browser's budget, whatever comes of it, and refuses where the network's is used up. Caps of
 * what is held at one time (docs/decisions/0019) do not slow whoever cancels what was just placed, again and again; these do.
 */
export async function spendOrderTry(shop: Shop, buyerId: string, network: string | undefined): Promise<TooOften | null> {
  const ofBrowser = await limit(shop.pool, "orders-browser", buyerId, { points: shop.config.ordersPerHour.perBrowser, perSeconds: HOUR_S });
  const left = ofBrowser.ok && network !== undefined ? await hasPoints(shop.pool, NETWORK, network, budgetOfNetwork(shop)) : ofBrowser;
  if (left.ok) return null;
  logLimit("orders in an hour", network ? { network } : {}, shop.log);
  return refuse("too_often", { minutes: Math.ceil(left.retryAfterS / 60) });
}

/** Takes a placed order from its network's budget. What was refused costs the neighbours nothing: anybody may send that. */
export async function countPlacedOrder(shop: Shop, network: string | undefined): Promise<void> {
  if (network !== undefined) await limit(shop.pool, NETWORK, network, budgetOfNetwork(shop));
}

const NETWORK = "orders-network";
const budgetOfNetwork = ({ config }: Shop) => ({ points: config.ordersPerHour.perNetwork, perSeconds: HOUR_S });
