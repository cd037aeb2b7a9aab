import "server-only";
import type { Tx } from "@/lib/server/db";
import { hashToken, newToken } from "@/lib/server/token";
import type { Shop } from "@/lib/shop/shop";
import type { Role } from "../role";
import { INVITATION_MS } from "./invitation";

/** How long ended ones are kept, in ms. */
const KEPT_MS = 30 * 24 * 3600_000;

type Made = { role: Role; name: string; memberId: number | null; madeById: number };

/** Writes a link down of which only the hash is kept, and sweeps those that ended long ago. Returns its path. */
export async function makeInvitation(tx: Tx, shop: Shop, made: Made): Promise<string> {
  const [now, token] = [shop.now(), newToken()];
  await tx.staffInvitation.deleteMany({ where: { expiresAt: { lt: new Date(now.getTime() - KEPT_MS) } } });
  await tx.staffInvitation.create({
    data: { ...made, tokenHash: hashToken(token), createdAt: now, expiresAt: new Date(now.getTime() + INVITATION_MS) },
  });
  return `/admin/join/${token}`;
}
