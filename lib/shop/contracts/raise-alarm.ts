import "server-only";
import { explain } from "@/lib/alipay/doctor/explain";
import type { Finding } from "@/lib/alipay/doctor/finding";
import type { Gateway } from "@/lib/alipay/gateway";
import { Prisma } from "@/lib/server/prisma/client";
import { alertsOf } from "@/lib/shop/alerts/outbox/queue-alerts";
import type { Shop } from "@/lib/shop/shop";
import type { Door } from "./standing";

/** Keys that have verified before must have been refused for so long, in ms, so that a short fault of the gateway's raises no alarm. */
const DOUBT_MS = 60_000;
/** The contract is tried again after this time, in ms. */
export const PROBE_EVERY_MS = 20_000;

/**
 * Raises the alarm of a contract once enough refusals stand in a row, whichever instance counted them: with keys of which no message
 * has ever verified at once, with others after a minute. Once, with why, and in the log.
 */
export async function raiseAlarm(
  shop: Shop,
  gateway: Gateway,
  { door, kind, evidence }: { door: Door; kind: string; evidence: string },
): Promise<void> {
  const { identity, contract } = gateway;
  const at = shop.now();
  const ago = new Date(at.getTime() - DOUBT_MS);
  const probeAt = new Date(at.getTime() + PROBE_EVERY_MS);
  const [raised] = await shop.db.$queryRaw<{ refusals: number; code: string; since: Date }[]>`
    WITH raised AS (
      UPDATE contract_standings SET alarmed_at = ${at}, probe_at = ${probeAt}
      WHERE identity = ${identity} AND door = ${door} AND alarmed_at IS NULL AND refusals >= ${shop.config.contractAlarmAfter}
        AND (verified_at IS NULL OR since <= ${ago})
      RETURNING identity || ' ' || door AS standing, refusals, code, since
    ), alerted AS (
      ${alertsOf("contract_refused", Prisma.sql`SELECT standing || ' ' || since::text AS subject, standing AS about FROM raised`, at)}
    )
    SELECT refusals, code, since FROM raised`;
  if (!raised) return;
  const findings = kind === "unverified" ? diagnose(shop, gateway, evidence) : [];
  await shop.db.contractStanding.updateMany({
    where: { identity, door, alarmedAt: { not: null } },
    data: { findings: findings as Prisma.InputJsonArray },
  });
  const causes = findings.map(({ cause }) => cause);
  shop.log.error({ contract, door, kind, ...raised, causes }, "the gateway refuses the contract, or its answers do not verify");
}

/** What people and software are known to get wrong; nothing secret, and nothing of the message, is in it. */
function diagnose({ doctor, gateways, log }: Shop, gateway: Gateway, evidence: string): Finding[] {
  const texts = doctor[gateways.all.findIndex(({ identity }) => identity === gateway.identity)];
  if (!texts || evidence === "") return [];
  try {
    return explain(evidence, texts.settings).causes;
  } catch (error) {
    log.error({ err: error }, "why an answer does not verify could not be found out");
    return [];
  }
}
