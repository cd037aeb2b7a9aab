import "server-only";
import { logLimit } from "@/lib/server/log-limit";
import type { Prisma } from "@/lib/server/prisma/client";
import { leftOf, type Taken, takenJson, takePoints } from "@/lib/server/rate-limit";
import { type Refusal, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";

/*
 * How often orders are placed, whatever becomes of them. Caps of what is held at one time (docs/decisions/0019) do not slow whoever
 * cancels what was just placed, again and again; these do.
 */

const HOUR_S = 3600;
const [BROWSER, NETWORK] = ["orders-browser", "orders-network"];

/** `minutes`: after so many the browser, or its network, may try again. */
export type TooOften = Refusal<"too_often", { minutes: number }>;

/** Takes a try at placing an order from the budget of each browser in `buyers` (its column: key), whatever comes of it. */
export function tryOf({ config }: Shop, buyers: Prisma.Sql): Prisma.Sql {
  return takePoints(BROWSER, buyers, { points: config.ordersPerHour.perBrowser, perSeconds: HOUR_S });
}

/** What was placed from a network within the hour. */
export function placedJson(network: string | undefined): Prisma.Sql {
  return takenJson(NETWORK, network);
}

/** Takes a placed order from its network's budget, for each row of `keys`. What was refused costs the neighbours nothing: anybody may send that. */
export function countPlaced({ config }: Shop, keys: Prisma.Sql): Prisma.Sql {
  return takePoints(NETWORK, keys, { points: config.ordersPerHour.perNetwork, perSeconds: HOUR_S });
}

/** Refuses where the browser's budget is used up by this try, or the network's was before. */
export function judgeBudgets(
  { config, log }: Shop,
  { tried, placed }: { tried: Taken; placed: Taken },
  network: string | undefined,
): TooOften | null {
  const { perBrowser, perNetwork } = config.ordersPerHour;
  const ofBrowser = leftOf(BROWSER, tried, perBrowser);
  const left = ofBrowser.ok ? leftOf(NETWORK, placed, perNetwork - 1) : ofBrowser;
  if (left.ok) return null;
  logLimit("orders in an hour", network ? { network } : {}, log);
  return refuse("too_often", { minutes: Math.ceil(left.retryAfterS / 60) });
}
