import "server-only";
import { logLimit } from "@/lib/server/log-limit";
import { Prisma } from "@/lib/server/prisma/client";
import type { Taken } from "@/lib/server/rate-limit";
import { type Refusal, refuse } from "@/lib/server/result";
import { runOn } from "@/lib/server/sql";
import { newcomerWaitS, type Sender, senderParts } from "@/lib/shop/buyers/buyer-token";
import { canPayUnder, type StandingFacts, standingsJson } from "@/lib/shop/contracts/read-alarms";
import type { OrderDraft } from "@/lib/shop/orders/order-draft";
import { isPlainSql } from "@/lib/shop/orders/plain-form";
import type { ShopNames } from "@/lib/shop/profile/profile";
import { NAMES_JSON } from "@/lib/shop/profile/read-profile";
import type { Shop } from "@/lib/shop/shop";
import { guessedJson, judgeNetwork } from "./coupon-budget";
import { judgeBudgets, placedJson, type TooOften, tryOf } from "./order-budget";

export type Admission = Admitted | { newToken: null; refusal: TooOften };

/** What a form says of itself. */
type Sent = Pick<OrderDraft, "network" | "couponCode" | "idempotencyKey" | "items">;

type Admitted = {
  buyerId: string;
  /** Of a browser that was not known: for its cookie. */
  newToken: string | null;
  /** Null while the owner has said nothing. */
  names: ShopNames | null;
  /** It seems to be a plain form (lib/shop/orders/plain-form.ts). */
  isPlain: boolean;
  /** Nothing is placed that could not be paid, and nothing too often. */
  refusal: Refusal<"unavailable"> | TooOften | null;
};

type Row = {
  /** Null: a browser that is not known, of a network that has brought too many. */
  id: string | null;
  newcomer: Taken;
  isNew: boolean;
  standings: StandingFacts[];
  tried: Taken;
  placed: Taken;
  codes: Taken;
  names: ShopNames | null;
  isPlain: boolean;
};

/**
 * Who sends a form, and whether it is looked at: one statement, committed whatever becomes of the form. A try is taken from the
 * browser's budget, but for while the gateway refuses the shop's contract. A browser that is not known is one more of its network's.
 */
export async function admit(shop: Shop, sender: Sender, form: Sent): Promise<Admission> {
  const { network, couponCode } = form;
  const at = shop.now();
  const { parts, newToken } = senderParts(shop, sender, { at, network });
  const alarmed = Prisma.sql`SELECT FROM contract_standings WHERE identity = ${shop.gateways.current.identity} AND alarmed_at IS NOT NULL`;
  const [row] = await runOn(shop.pool)<Row>(Prisma.sql`
    WITH ${parts}, tried AS (
      ${tryOf(shop, Prisma.sql`SELECT id::text AS key FROM sender WHERE NOT EXISTS (${alarmed})`)}
    )
    SELECT id::text, "isNew", (SELECT json_build_object('points', points, 'expire', expire) FROM tried) AS tried,
      (SELECT json_build_object('points', points, 'expire', expire) FROM newcomer) AS newcomer,
      ${placedJson(network)} AS placed, ${guessedJson(network)} AS codes, ${standingsJson(shop)} AS standings, ${NAMES_JSON} AS names,
      ${isPlainSql(form, Prisma.sql`sender.id`)} AS "isPlain" FROM (SELECT) one LEFT JOIN sender ON TRUE`);
  if (!row) throw new Error("nobody has sent a form");
  if (row.id === null) {
    logLimit("new browsers of a network", network ? { network } : {}, shop.log);
    await shop.slowDown();
    return { newToken: null, refusal: refuse("too_often", { minutes: Math.ceil(newcomerWaitS(shop, row.newcomer) / 60) }) };
  }
  const refusal = canPayUnder(row.standings)
    ? (judgeBudgets(shop, await spent(shop, row.id, row), network) ?? (couponCode ? judgeNetwork(shop, row.codes, network) : null))
    : refuse("unavailable");
  return { buyerId: row.id, newToken: row.isNew ? newToken : null, names: row.names, isPlain: row.isPlain, refusal };
}

/** An alarm that closes nothing has kept the statement from taking the try. */
async function spent(shop: Shop, id: string, row: Row): Promise<{ tried: Taken; placed: Taken }> {
  if (row.tried) return row;
  const [late] = await runOn(shop.pool)<{ tried: Taken }>(Prisma.sql`
    WITH tried AS (${tryOf(shop, Prisma.sql`SELECT ${id}::text AS key`)}) SELECT json_build_object('points', points, 'expire', expire) AS tried FROM tried`);
  return { tried: late?.tried ?? null, placed: row.placed };
}
