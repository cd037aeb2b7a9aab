import "server-only";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { EMPTY_PROFILE, type ShopProfile } from "./profile";

/** What the owner says of the shop; nothing but empty texts until the owner has said something. */
export async function readProfile({ db }: { db: Shop["db"] | Tx }): Promise<ShopProfile> {
  const row = await db.shopProfile.findUnique({ where: { id: 1 } });
  if (!row) return EMPTY_PROFILE;
  const { id: _, ...profile } = row;
  return profile;
}

/** What the payments of a shop are called by, as an expression, for `subjectFor`; null while the owner has said nothing. */
export const NAMES_JSON = Prisma.sql`(SELECT json_build_object('name', s.name, 'paymentSubject', s.payment_subject) FROM shop_profile s WHERE s.id = 1)`;
