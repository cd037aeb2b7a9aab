import "server-only";
import { logLimit } from "@/lib/server/log-limit";
import { Prisma } from "@/lib/server/prisma/client";
import { leftOf, type Taken, takenJson, takePoints } from "@/lib/server/rate-limit";
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

/** Whether this browser, or its network, has guessed too much to try another code. */
export async function judgeGuesses(shop: Shop, { buyerId, network }: Who): Promise<TooOften | null> {
  const [row] = await runOn(shop.pool)<{ own: Taken; near: Taken }>(
    Prisma.sql`SELECT ${takenJson(BROWSER, buyerId)} AS own, ${takenJson(NETWORK, network)} AS near`,
  );
  const { perBrowser } = shop.config.couponGuessesPerHour;
  const own = leftOf(BROWSER, row?.own ?? null, perBrowser - 1);
  return own.ok ? judgeNetwork(shop, row?.near ?? null, network) : tooOften(shop, own.retryAfterS, network);
}

/** A code that was none. */
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
