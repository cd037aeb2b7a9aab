import "server-only";
import type { Gateway } from "@/lib/alipay/gateway";
import { nowAndThen } from "@/lib/server/now-and-then";
import { Prisma } from "@/lib/server/prisma/client";
import { perPool } from "@/lib/server/together";
import { alertsOf } from "@/lib/shop/alerts/outbox/queue-alerts";
import type { Shop } from "@/lib/shop/shop";

/** What came of a call: an answer, whatever it says, or none (a timeout, a broken answer, a fault of the gateway's). */
export type Heard = { isAnswer: true } | { isAnswer: false; detail: string };

/** A gateway that answers is written down as such once in this time by each process, in ms. */
const WELL_FOR_MS = 10_000;
/** One call that failed long ago and one that fails now are not an outage. */
const LEAST_FAILURES = 3;
const MOST_FAILURES = 1_000_000;
const MOST_DETAIL = 200;
/** A gateway that is silent is tried again after this time, in ms. */
const PROBE_EVERY_MS = 60_000;

const wells = perPool(() => nowAndThen(WELL_FOR_MS));

/**
 * Keeps, for all instances and over restarts, since when a gateway has not answered: after a while (`silenceAlarmMs`) the owner is told
 * once, and once when it answers again. Never rejects: whoever asked goes on either way. Null where there is nothing to be written down,
 * as after most answers.
 */
export function noteHeard(shop: Shop, gateway: Pick<Gateway, "contract">, heard: Heard): Promise<void> | null {
  const kept = heard.isAnswer ? noteAnswer(shop, gateway) : noteSilence(shop, gateway, heard.detail);
  return (
    kept?.catch((error: unknown) => {
      shop.log.error({ err: error, contract: gateway.contract }, "whether the gateway answers could not be kept");
    }) ?? null
  );
}

/** Of a gateway that nobody has asked for that long nothing is known: its silence begins anew. */
async function noteSilence(shop: Shop, { contract }: Pick<Gateway, "contract">, detail: string): Promise<void> {
  const at = shop.now();
  const { silenceAlarmMs } = shop.config;
  const unasked = new Date(at.getTime() - silenceAlarmMs);
  wells(shop.pool).forget(contract);
  await shop.db.$executeRaw`
    INSERT INTO gateway_silences AS it (contract, since, last_at, failures, detail, probe_at)
    VALUES (${contract}, ${at}, ${at}, 1, ${detail.slice(0, MOST_DETAIL)}, ${probeTime(at)})
    ON CONFLICT (contract) DO UPDATE SET last_at = EXCLUDED.last_at, detail = EXCLUDED.detail,
      since = CASE WHEN ${goesOn(unasked)} THEN it.since ELSE EXCLUDED.since END,
      failures = CASE WHEN ${goesOn(unasked)} THEN LEAST(it.failures + 1, ${MOST_FAILURES}) ELSE 1 END,
      probe_at = COALESCE(it.probe_at, EXCLUDED.probe_at)`;
  wells(shop.pool).forget(contract); // what an answer has written in between
  const [alarmed] = await shop.db.$queryRaw<{ since: Date; failures: number }[]>`
    WITH alarmed AS (
      UPDATE gateway_silences SET alarmed_at = ${at}
      WHERE contract = ${contract} AND alarmed_at IS NULL AND since <= ${unasked} AND failures >= ${LEAST_FAILURES}
      RETURNING contract, since, failures
    ), alerted AS (
      ${alertsOf("gateway_silent", Prisma.sql`SELECT contract || ' ' || since::text AS subject, contract AS about FROM alarmed`, at)}
    )
    SELECT since, failures FROM alarmed`;
  if (alarmed) shop.log.error({ contract, ...alarmed, detail }, "the gateway has not answered for a while");
}

/** An outage that the owner was told of goes on until it answers, however seldom it is asked. */
function goesOn(unasked: Date): Prisma.Sql {
  return Prisma.sql`it.since IS NOT NULL AND (it.alarmed_at IS NOT NULL OR it.last_at > ${unasked})`;
}

/** Of all answers that come at one moment one is written down. */
function noteAnswer(shop: Shop, { contract }: Pick<Gateway, "contract">): Promise<void> | null {
  const at = shop.now();
  return wells(shop.pool).run(contract, at, () => keepAnswer(shop, contract, at));
}

async function keepAnswer(shop: Shop, contract: string, at: Date): Promise<void> {
  const [ended] = await shop.db.$queryRaw<{ since: Date; alarmedAt: Date | null }[]>`
    WITH over AS (
      SELECT contract, since, alarmed_at FROM gateway_silences WHERE contract = ${contract} AND since IS NOT NULL FOR UPDATE
    ), ended AS (
      UPDATE gateway_silences it SET since = NULL, alarmed_at = NULL, failures = 0, probe_at = NULL, ended_at = ${at}
      FROM over WHERE it.contract = over.contract RETURNING over.contract, over.since, over.alarmed_at
    ), alerted AS (
      ${alertsOf(
        "gateway_back",
        Prisma.sql`SELECT contract || ' ' || since::text AS subject, contract AS about FROM ended WHERE alarmed_at IS NOT NULL`,
        at,
      )}
    )
    SELECT since, alarmed_at AS "alarmedAt" FROM ended`;
  if (ended?.alarmedAt) shop.log.info({ contract, since: ended.since }, "the gateway answers again");
}

/**
 * The contracts whose gateway is silent and is to be tried now, each by one instance: where nobody buys, nobody else would learn that it
 * answers again.
 */
export async function takeSilent(shop: Shop): Promise<string[]> {
  const at = shop.now();
  const next = probeTime(at);
  const taken = await shop.db.$queryRaw<{ contract: string }[]>`
    UPDATE gateway_silences SET probe_at = ${next}
    WHERE since IS NOT NULL AND (probe_at <= ${at} OR probe_at > ${next}) RETURNING contract`;
  return taken.map(({ contract }) => contract);
}

function probeTime(at: Date): Date {
  return new Date(at.getTime() + PROBE_EVERY_MS);
}
