import "server-only";
import type { Gateway } from "@/lib/alipay/gateway";
import type { Tx } from "@/lib/server/db";
import { nowAndThen } from "@/lib/server/now-and-then";
import { perPool } from "@/lib/server/together";
import type { Shop } from "@/lib/shop/shop";
import { hurryUnanswered } from "./hurry-unanswered";
import { raiseAlarm } from "./raise-alarm";
import type { Door, Word } from "./standing";

/** A contract that is well is written down as such once in this time by each process, in ms. */
const WELL_FOR_MS = 10_000;
/** More refusals than anybody counts. */
const MOST = 1_000_000;

type Refused = Extract<Word, { code: string }>;
type Good = { door: Door; kind: "verified" | "taken" | "genuine" };
type Before = { refusal: string | null; alarmedAt: Date | null; since: Date | null; verifiedAt: Date | null };

const wells = perPool(() => nowAndThen(WELL_FOR_MS));

/**
 * Keeps what an answer of the gateway says of its contract, for all instances: refusals in a row are counted and, after a few,
 * raise the alarm; the first answer that shows the contrary ends it. Never rejects: whoever asked has an answer to go on with. Null where
 * there is nothing to be written down, as after most answers.
 */
export function noteWord(shop: Shop, gateway: Gateway, word: Word): Promise<void> | null {
  const kept = "code" in word ? noteRefusal(shop, gateway, word) : noteGood(shop, gateway, word);
  return (
    kept?.catch((error: unknown) => {
      shop.log.error({ err: error, contract: gateway.contract }, "how the gateway takes the contract could not be kept");
    }) ?? null
  );
}

/**
 * A notice that verifies: Alipay's key is right, whatever Alipay makes of ours. One that does not verify says nothing at all, since
 * anybody can send it.
 */
export async function noteGenuine(shop: Shop, gateway: Gateway): Promise<void> {
  try {
    await noteGood(shop, gateway, { door: gateway.protocol === "openapi" ? "openapi" : "token", kind: "genuine" });
  } catch (error) {
    shop.log.error({ err: error, contract: gateway.contract }, "that a notice verified could not be kept");
  }
}

async function noteRefusal(shop: Shop, gateway: Gateway, { door, kind, code, evidence }: Refused): Promise<void> {
  const { identity, contract } = gateway;
  const at = shop.now();
  wells(shop.pool).forget();
  await shop.db.$executeRaw`
    INSERT INTO contract_standings AS it (identity, door, contract, refusals, refusal, code, since)
    VALUES (${identity}, ${door}, ${contract}, 1, ${kind}, ${code}, ${at})
    ON CONFLICT (identity, door) DO UPDATE SET refusals = LEAST(it.refusals + 1, ${MOST}), refusal = EXCLUDED.refusal,
      code = EXCLUDED.code, since = COALESCE(it.since, EXCLUDED.since)`;
  wells(shop.pool).forget(); // what a good answer has written in between
  await raiseAlarm(shop, gateway, { door, kind, evidence });
}

/** Of all answers that come at one moment one is written down: each would lock the same row. */
function noteGood(shop: Shop, gateway: Gateway, { door, kind }: Good): Promise<void> | null {
  const at = shop.now();
  return wells(shop.pool).run(keyOf(gateway, { door, kind }), at, () => keepGood(shop, gateway, { door, kind, at }));
}

async function keepGood(shop: Shop, gateway: Gateway, { door, kind, at }: Good & { at: Date }): Promise<void> {
  const ended = await shop.db.$transaction((tx) => settle(tx, gateway, { door, kind, at }));
  if (!ended) return;
  if (ended.alarmedAt) shop.log.info({ contract: gateway.contract, door, since: ended.since }, "the gateway takes the contract again");
  await hurryUnanswered(shop, gateway.contract);
}

/** @returns what has just ended: an alarm, or the time in which nothing was known of this configuration */
async function settle(tx: Tx, gateway: Gateway, { door, kind, at }: Good & { at: Date }): Promise<Before | null> {
  const { identity, contract } = gateway;
  const [before] = await tx.$queryRaw<Before[]>`
    SELECT refusal, alarmed_at AS "alarmedAt", since, verified_at AS "verifiedAt" FROM contract_standings
    WHERE identity = ${identity} AND door = ${door} FOR UPDATE`;
  // An unsigned answer shows that our own key is taken, a notice that Alipay's is right: each ends what it disproves.
  if (kind === "taken" && before?.refusal !== "refused") return null;
  if (kind === "genuine" && before?.refusal === "refused") return null;
  const verifiedAt = kind === "taken" ? null : at;
  await tx.$executeRaw`
    INSERT INTO contract_standings AS it (identity, door, contract, verified_at) VALUES (${identity}, ${door}, ${contract}, ${verifiedAt})
    ON CONFLICT (identity, door) DO UPDATE SET verified_at = COALESCE(EXCLUDED.verified_at, it.verified_at), refusals = 0,
      refusal = NULL, code = NULL, since = NULL, alarmed_at = NULL, findings = NULL, probe_at = NULL`;
  const isNews = !before?.verifiedAt || before.alarmedAt !== null;
  return isNews ? (before ?? { refusal: null, alarmedAt: null, since: null, verifiedAt: null }) : null;
}

function keyOf({ identity }: Gateway, { door, kind }: Good): string {
  return `${identity} ${door} ${kind}`;
}
