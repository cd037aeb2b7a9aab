import type { Prisma } from "@/lib/server/prisma/client";

/** The rows after this one in a list of orders, which is sorted by (created_at, id) descending. */
export function olderThan({ createdAt, id }: { createdAt: Date; id: string }): Prisma.OrderWhereInput {
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}
