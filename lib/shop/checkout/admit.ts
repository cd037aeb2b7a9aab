import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { Taken } from "@/lib/server/rate-limit";
import { type Refusal, refuse } from "@/lib/server/result";
import { runOn } from "@/lib/server/sql";
import { type Sender, senderParts } from "@/lib/shop/buyers/buyer-token";
import { canPayUnder, type StandingFacts, standingsJson } from "@/lib/shop/contracts/read-alarms";
import type { ShopNames } from "@/lib/shop/profile/profile";
import { NAMES_JSON } from "@/lib/shop/profile/read-profile";
import type { Shop } from "@/lib/shop/shop";
import { judgeBudgets, placedJson, type TooOften, tryOf } from "./order-budget";

export type Admission = {
  buyerId: string;
  /** Of a browser that was not known: for its cookie. */
  newToken: string | null;
  /** Null while the owner has said nothing. */
  names: ShopNames | null;
  /** Nothing is placed that could not be paid, and nothing too often. */
  refusal: Refusal<"unavailable"> | TooOften | null;
};

type Row = {
  id: string;
  isNew: boolean;
  standings: StandingFacts[];
  tried: Taken;
  placed: Taken;
  names: ShopNames | null;
};

/**
 * Who sends a form, and whether it is looked at: one statement, committed whatever becomes of the form. A try is taken from the
 * browser's budget, but for while the gateway refuses the shop's contract.
 */
export async function admit(shop: Shop, sender: Sender, network: string | undefined): Promise<Admission> {
  const at = shop.now();
  const { parts, newToken } = senderParts(sender, at);
  const alarmed = Prisma.sql`SELECT FROM contract_standings WHERE identity = ${shop.gateways.current.identity} AND alarmed_at IS NOT NULL`;
  const [row] = await runOn(shop.pool)<Row>(Prisma.sql`
    WITH ${parts}, tried AS (
      ${tryOf(shop, Prisma.sql`SELECT id::text AS key FROM sender WHERE NOT EXISTS (${alarmed})`)}
    )
    SELECT id::text, "isNew", (SELECT json_build_object('points', points, 'expire', expire) FROM tried) AS tried,
      ${placedJson(network)} AS placed, ${standingsJson(shop)} AS standings, ${NAMES_JSON} AS names FROM sender`);
  if (!row) throw new Error("nobody has sent a form");
  const refusal = canPayUnder(row.standings) ? judgeBudgets(shop, await spent(shop, row), network) : refuse("unavailable");
  return { buyerId: row.id, newToken: row.isNew ? newToken : null, names: row.names, refusal };
}

/** An alarm that closes nothing has kept the statement from taking the try. */
async function spent(shop: Shop, row: Row): Promise<{ tried: Taken; placed: Taken }> {
  if (row.tried) return row;
  const [late] = await runOn(shop.pool)<{ tried: Taken }>(Prisma.sql`
    WITH tried AS (${tryOf(shop, Prisma.sql`SELECT ${row.id}::text AS key`)}) SELECT json_build_object('points', points, 'expire', expire) AS tried FROM tried`);
  return { tried: late?.tried ?? null, placed: row.placed };
}
