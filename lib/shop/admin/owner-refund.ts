import "server-only";
import type { Prisma } from "@/lib/server/prisma/client";

/** What the owner's pages show of a refund. */
export const REFUND_SELECT = {
  id: true,
  paymentId: true,
  outRequestNo: true,
  amountFen: true,
  reason: true,
  status: true,
  requestedBy: true,
  note: true,
  advice: true,
  lastAnswer: true,
  confirmUrl: true,
  dueAt: true,
  createdAt: true,
  startedAt: true,
  sentAt: true,
  endedAt: true,
} as const satisfies Prisma.RefundSelect;

type Row = Prisma.RefundGetPayload<{ select: typeof REFUND_SELECT }>;
export type OwnerRefund = Omit<Row, "amountFen"> & { amountFen: number };

export function toOwnerRefund(row: Row): OwnerRefund {
  return { ...row, amountFen: Number(row.amountFen) };
}
