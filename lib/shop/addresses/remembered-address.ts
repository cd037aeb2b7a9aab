import "server-only";
import { z } from "zod";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { type Address, MOST_ADDRESSES } from "./address";
import { addressDigest } from "./address-digest";

const kept = z.object({
  name: z.string(),
  phone: z.string(),
  province: z.string(),
  city: z.string(),
  district: z.string(),
  detail: z.string(),
});

/** What this buyer's next checkout begins with: the default of the address book, else the address of the last order, else the one written last; null before the first. */
export async function rememberedAddress(shop: Shop, buyerId: string): Promise<Address | null> {
  const buyer = await shop.db.buyer.findUnique({
    where: { id: buyerId },
    select: { address: true, addresses: { orderBy: [{ isDefault: "desc" }, { usedAt: "desc" }], take: 1 } },
  });
  const [first] = buyer?.addresses ?? [];
  return kept.safeParse(first?.isDefault ? first : (buyer?.address ?? first)).data ?? null;
}

/** Keeps an address for this buyer's next checkout, in the caller's transaction. */
export async function rememberAddress(tx: Tx, buyerId: string, address: Address): Promise<void> {
  await tx.buyer.updateMany({ where: { id: buyerId }, data: { address } });
}

/** The same as part of a statement, unless `done` has no row. */
export function addressKept(buyerId: string, address: Address, done: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`UPDATE buyers SET address = ${JSON.stringify(address)}::jsonb WHERE id = ${buyerId}::uuid AND EXISTS (SELECT FROM ${done})`;
}

/**
 * Puts an order's address into its buyer's book as part of a statement, unless `done` has no row. A full book loses the one that was
 * used longest ago, never the default: whoever orders is not made to tidy up first.
 */
export function addressBooked(buyerId: string, address: Address, { at, done }: { at: Date; done: Prisma.Sql }): Prisma.Sql {
  const { name, phone, province, city, district, detail } = address;
  const digest = addressDigest(address);
  return Prisma.sql`INSERT INTO buyer_addresses (id, buyer_id, name, phone, province, city, district, detail, digest, created_at, used_at)
    SELECT gen_random_uuid(), ${buyerId}::uuid, ${name}, ${phone}, ${province}, ${city}, ${district}, ${detail}, ${digest}, ${at}, ${at}
    WHERE EXISTS (SELECT FROM ${done})
    ON CONFLICT (buyer_id, digest) DO UPDATE SET used_at = EXCLUDED.used_at`;
}

/** What makes room for it, of the same statement. */
export function bookTrimmed(buyerId: string, address: Address, done: Prisma.Sql): Prisma.Sql {
  const others = Prisma.sql`SELECT id FROM buyer_addresses WHERE buyer_id = ${buyerId}::uuid AND digest <> ${addressDigest(address)}`;
  return Prisma.sql`DELETE FROM buyer_addresses WHERE EXISTS (SELECT FROM ${done}) AND NOT is_default
    AND id IN (${others} ORDER BY is_default DESC, used_at DESC, id OFFSET ${MOST_ADDRESSES - 1})`;
}
