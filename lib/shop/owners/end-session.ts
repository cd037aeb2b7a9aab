import "server-only";
import { hashToken } from "@/lib/server/token";
import type { Shop } from "@/lib/shop/shop";

/** Ends the session of this token, if it is one. */
export async function endSession(shop: Shop, token: string | undefined): Promise<void> {
  if (token) await shop.db.ownerSession.deleteMany({ where: { tokenHash: hashToken(token) } });
}
