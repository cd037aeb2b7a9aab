import "server-only";
import { afterCommit } from "@/lib/server/after-commit";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { countOrderEvent } from "@/lib/shop/metrics";
import { eventsOf } from "./order-event";
import { ORDER_CHANNEL } from "./signal-order";

type Asking = { by: "buyer" | "owner"; at: Date; detail?: Record<string, string> };

/**
 * Notes that somebody wants an unpaid order closed: from now on nobody is sent to the cashier with it, and the worker closes
 * it when the gateway says that nothing was paid. `by` is kept as the reason. False for an order that is not unpaid.
 */
export async function askToClose(tx: Tx, { orderId, ...asking }: Asking & { orderId: string }): Promise<boolean> {
  const [asked] = await tx.$queryRaw<object[]>`
    WITH ${closeAsked(Prisma.sql`o.id = ${orderId}::uuid`, asking)} SELECT pg_notify(${ORDER_CHANNEL}, id::text)::text FROM close_asked`;
  if (asked) afterCommit(tx, () => countOrderEvent("close_asked"));
  return asked !== undefined;
}

/**
 * The same as parts of a statement, of the orders `o` that are meant and unpaid: `close_asked` has a row with the id of each, and
 * whoever waits for one is still to be woken.
 */
export function closeAsked(isMeant: Prisma.Sql, { by, at, detail = {} }: Asking): Prisma.Sql {
  return Prisma.sql`close_asked AS (
      UPDATE orders o SET close_wanted = ${by}, due_at = ${at}, checks = 0, updated_at = ${at}
      WHERE o.status = 'PENDING' AND ${isMeant} RETURNING o.id
    ), close_told AS (
      ${eventsOf(Prisma.sql`close_asked`, [{ kind: "close_asked", actor: by, detail: { reason: by, ...detail } }], at)}
    )`;
}
