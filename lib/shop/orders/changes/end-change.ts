import "server-only";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import type { ChangeState } from "../order-change";
import { type Actor, eventsOf, recordEvent } from "../order-event";
import { signalOrder } from "../signal-order";

type Ended = Exclude<ChangeState, "waiting" | "applied">;

/**
 * A change that waits ends without effect: the old terms stand. The order's row is locked. False where none waits.
 */
export async function endChange(tx: Tx, orderId: string, { state, actor, at }: { state: Ended; actor: Actor; at: Date }): Promise<boolean> {
  const { count } = await tx.orderChange.updateMany({
    where: { orderId, state: "waiting" },
    data: { state, endedAt: at, receiver: Prisma.DbNull, dueAt: state === "paid" ? at : null, checks: 0 },
  });
  if (count === 0) return false;
  await tx.order.update({ where: { id: orderId }, data: { changing: false, termChanges: { increment: 1 } }, select: { id: true } });
  await recordEvent(tx, { orderId, kind: "change_ended", actor, detail: { outcome: state }, at });
  await signalOrder(tx, orderId);
  return true;
}

/**
 * The same as parts of the statement that makes orders paid (`paid`, its column: id; it has set `changing` back): the money was quicker,
 * and pays what was agreed before. The owner is told when the change, which is due at once, is looked at.
 */
export function changesPaidBefore(paid: Prisma.Sql, at: Date): Prisma.Sql {
  return Prisma.sql`unchanged AS (
      UPDATE order_changes c SET state = 'paid', ended_at = ${at}, receiver = NULL, due_at = ${at}, checks = 0
      FROM ${paid} AS it WHERE c.order_id = it.id AND c.state = 'waiting' RETURNING c.order_id AS id
    ), unchanged_told AS (
      ${eventsOf(Prisma.sql`unchanged`, [{ kind: "change_ended", actor: "alipay", detail: { outcome: "paid" } }], at)}
    )`;
}
