import "server-only";
import { logLimit } from "@/lib/server/log-limit";
import { Prisma } from "@/lib/server/prisma/client";
import { givePointBack, leftOf, type Taken, takenJson, takePoints } from "@/lib/server/rate-limit";
import { refuse } from "@/lib/server/result";
import { runOn } from "@/lib/server/sql";
import type { Shop } from "@/lib/shop/shop";
import type { TooOften } from "./order-budget";

/*
 * How often codes that are none are tried: whoever guesses them finds none in time. Codes that can be used cost nothing, so that a crowd
 * behind one carrier's NAT uses them in peace.
 */

const HOUR_S = 3600;
const [BROWSER, NETWORK] = ["coupons-browser", "coupons-network"];

type Who = { buyerId: string; network: string };

/**
 * Takes a try at a code, before it is looked up; refuses where the browser's budget, or its network's, was used up. Who goes on without
 * a pause costs the neighbours nothing. `giveGuessBack` for a code that is one.
 */
export async function takeGuess(shop: Shop, { buyerId, network }: Who): Promise<TooOften | null> {
  const { perBrowser, perNetwork } = shop.config.couponGuessesPerHour;
  const ofNetwork = Prisma.sql`SELECT ${network}::text AS key FROM own WHERE own.points <= ${perBrowser}::int`;
  const [row] = await runOn(shop.pool)<{ own: Taken; near: Taken }>(Prisma.sql`
    WITH own AS (${takePoints(BROWSER, Prisma.sql`SELECT ${buyerId}::text AS key`, { points: perBrowser, perSeconds: HOUR_S })}),
      near AS (${takePoints(NETWORK, ofNetwork, { points: perNetwork, perSeconds: HOUR_S })})
    SELECT (SELECT json_build_object('points', points, 'expire', expire) FROM own) AS own,
      (SELECT json_build_object('points', points, 'expire', expire) FROM near) AS near`);
  const own = leftOf(BROWSER, row?.own ?? null, perBrowser);
  const left = own.ok ? leftOf(NETWORK, row?.near ?? null, perNetwork) : own;
  return left.ok ? null : tooOften(shop, left.retryAfterS, network);
}

/** The code was one. One row after the other, so that nobody waits in a circle with `takeGuess`. */
export async function giveGuessBack({ pool }: Shop, { buyerId, network }: Who): Promise<void> {
  await runOn(pool)(givePointBack(BROWSER, buyerId));
  await runOn(pool)(givePointBack(NETWORK, network));
}

/** Whether a refused code was none. One that is over, or was stopped while a form was open, is no guess. */
export function isGuess(refusal: { reason: string; isNone?: boolean } | null): boolean {
  return refusal?.reason === "coupon_unusable" && refusal.isNone === true;
}

/** A code that was none, with which an order was to be placed. */
export async function countGuess({ pool, config }: Shop, { buyerId, network }: Who): Promise<void> {
  const { perBrowser, perNetwork } = config.couponGuessesPerHour;
  await runOn(pool)(Prisma.sql`
    WITH own AS (${takePoints(BROWSER, Prisma.sql`SELECT ${buyerId}::text AS key`, { points: perBrowser, perSeconds: HOUR_S })}),
      near AS (${takePoints(NETWORK, Prisma.sql`SELECT ${network}::text AS key`, { points: perNetwork, perSeconds: HOUR_S })})
    SELECT FROM own, near`);
}

/** What was guessed from a network within the hour, for a statement that is written by hand. */
export function guessedJson(network: string | undefined): Prisma.Sql {
  return takenJson(NETWORK, network);
}

/** Refuses a code from a network that has guessed too much: codes are not guessed by placing orders either. */
export function judgeNetwork(shop: Shop, guessed: Taken, network: string | undefined): TooOften | null {
  const left = leftOf(NETWORK, guessed, shop.config.couponGuessesPerHour.perNetwork - 1);
  return left.ok ? null : tooOften(shop, left.retryAfterS, network);
}

function tooOften({ log }: Shop, retryAfterS: number, network: string | undefined): TooOften {
  logLimit("coupon codes in an hour", network ? { network } : {}, log);
  return refuse("too_often", { minutes: Math.ceil(retryAfterS / 60) });
}
