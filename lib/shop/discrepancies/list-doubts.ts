import "server-only";
import type { Db, Row, Tx } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import { DOUBTFUL_MONEY_KINDS } from "./discrepancy";

const SELECT = { id: true, kind: true, orderId: true } as const satisfies Prisma.DiscrepancySelect;
export type Doubt = Row<"discrepancy", typeof SELECT>;

/**
 * The open discrepancies for which it is not sure that an order's money is ours: about the order itself, or about a trade that
 * paid it although the message named another order or none.
 */
export async function listDoubts(db: Tx, orderId: string): Promise<Doubt[]> {
  const payments = await db.payment.findMany({ where: { orderId }, select: { tradeNo: true } });
  return db.discrepancy.findMany({
    where: areDoubts(
      [orderId],
      payments.map(({ tradeNo }) => tradeNo),
    ),
    select: SELECT,
    orderBy: { id: "asc" },
  });
}

/** Which of these orders have such doubts, asked at once. */
export async function ordersInDoubt(db: Db, orderIds: readonly string[]): Promise<Set<string>> {
  const payments = await db.payment.findMany({ where: { orderId: { in: [...orderIds] } }, select: { tradeNo: true, orderId: true } });
  const orderOf = new Map(payments.map(({ tradeNo, orderId }) => [tradeNo, orderId]));
  const doubts = await db.discrepancy.findMany({
    where: areDoubts(orderIds, [...orderOf.keys()]),
    select: { orderId: true, tradeNo: true },
  });
  return new Set(doubts.flatMap(({ orderId, tradeNo }) => [orderId ?? [], (tradeNo && orderOf.get(tradeNo)) ?? []].flat()));
}

function areDoubts(orderIds: readonly string[], tradeNos: readonly string[]): Prisma.DiscrepancyWhereInput {
  return {
    resolvedAt: null,
    kind: { in: [...DOUBTFUL_MONEY_KINDS] },
    OR: [{ orderId: { in: [...orderIds] } }, { tradeNo: { in: [...tradeNos] } }],
  };
}
