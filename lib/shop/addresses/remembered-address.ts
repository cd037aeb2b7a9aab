import "server-only";
import { z } from "zod";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import type { Address } from "./address";

const kept = z.object({
  name: z.string(),
  phone: z.string(),
  province: z.string(),
  city: z.string(),
  district: z.string(),
  detail: z.string(),
});

/** The address of this buyer's last order; null before the first. */
export async function rememberedAddress(shop: Shop, buyerId: string): Promise<Address | null> {
  const buyer = await shop.db.buyer.findUnique({ where: { id: buyerId }, select: { address: true } });
  return kept.safeParse(buyer?.address).data ?? null;
}

/** Keeps an address for this buyer's next checkout, in the caller's transaction. */
export async function rememberAddress(tx: Tx, buyerId: string, address: Address): Promise<void> {
  await tx.buyer.updateMany({ where: { id: buyerId }, data: { address } });
}

/** The same as part of a statement, unless `done` has no row. */
export function addressKept(buyerId: string, address: Address, done: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`UPDATE buyers SET address = ${JSON.stringify(address)}::jsonb WHERE id = ${buyerId}::uuid AND EXISTS (SELECT FROM ${done})`;
}
