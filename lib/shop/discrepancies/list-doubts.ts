import "server-only";
import type { Row, Tx } from "@/lib/server/db";
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
  const tradeNos = payments.map(({ tradeNo }) => tradeNo);
  return db.discrepancy.findMany({
    where: {
      resolvedAt: null,
      kind: { in: [...DOUBTFUL_MONEY_KINDS] },
      OR: [{ orderId }, { tradeNo: { in: tradeNos } }],
    },
    select: SELECT,
    orderBy: { id: "asc" },
  });
}
