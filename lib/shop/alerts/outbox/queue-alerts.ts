import "server-only";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { isScarce } from "@/lib/shop/stock/scarce";
import { type AlertEvent, LOW_STOCK_SETTING, USUAL_LOW_STOCK } from "./alert-event";

/**
 * A statement, or part of one, that writes an alert for each row of `found` (its columns: subject, about) and each channel that wants
 * to be told of the event. It belongs into the transaction of what it tells of, locks nothing, and writes nothing where there is no
 * channel. The same event of the same subject is told once through a channel.
 */
export function alertsOf(event: AlertEvent, found: Prisma.Sql, at: Date): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO alerts (channel_id, event, subject, about, due_at, waiting_since, created_at)
    SELECT c.id, ${event}, it.subject, it.about, ${at}, ${at}, ${at}
    FROM (${found}) AS it, alert_channels c WHERE c.status <> 'paused' AND ${event} = ANY(c.events)
    ON CONFLICT (event, subject, channel_id) DO NOTHING`;
}

/**
 * The same for goods that were just sold. `sold`: rows with id, stock and low_stock_at of the variants. Scarce goods are reported once at
 * the same number of pieces, until there are more of them again: whoever sets another number wants to hear of that one too.
 */
export function lowStockAlerts(sold: Prisma.Sql, at: Date): Prisma.Sql {
  const restocked = Prisma.sql`
    SELECT max(m.id) FROM stock_movements m WHERE m.variant_id = v.id AND m.kind = 'adjust' AND m.quantity > 0`;
  // Whatever somebody wrote there by hand, it stops no payment.
  const threshold = Prisma.sql`COALESCE(
    (SELECT value::int FROM settings WHERE key = ${LOW_STOCK_SETTING} AND value ~ '^[0-9]{1,4}$'), ${USUAL_LOW_STOCK}::int)`;
  const scarce = Prisma.sql`
    SELECT v.id::text || ':' || COALESCE((${restocked}), 0)::text || ':' || COALESCE(v.low_stock_at, ${threshold})::text AS subject,
      v.id::text AS about
    FROM (${sold}) AS v
    WHERE ${isScarce(threshold)}`;
  return alertsOf("low_stock", scarce, at);
}

/** For `alertsOf`: discrepancies that have just been opened, or opened again. `from`: rows with their id. */
export function openings(from: Prisma.Sql, at: Date): Prisma.Sql {
  return Prisma.sql`SELECT id::text || ${`:${at.getTime()}`} AS subject, id::text AS about FROM ${from}`;
}

/** Queues the alerts of one subject, in the caller's transaction. */
export async function queueAlert(
  tx: Pick<Tx, "$executeRaw">,
  event: AlertEvent,
  { subject, about }: { subject: string; about: string },
  at: Date,
): Promise<void> {
  await tx.$executeRaw(alertsOf(event, Prisma.sql`SELECT ${subject}::text AS subject, ${about}::text AS about`, at));
}
