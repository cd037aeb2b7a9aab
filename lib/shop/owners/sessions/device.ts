import "server-only";
import type { Tx } from "@/lib/server/db";
import { hashToken, newToken } from "@/lib/server/token";
import type { Shop } from "@/lib/shop/shop";
import type { Visitor } from "../owner";
import { TOKEN_LENGTH } from "./session";

/** An owner does not have more browsers. Those that nobody acknowledged go first, then those that were not used for longest. */
const MOST_DEVICES = 30;

/** The number of a browser that this owner logged in from before; null for every other one. It opens nothing. */
export async function findDevice(shop: Shop, token: string | undefined, login: string): Promise<bigint | null> {
  if (token?.length !== TOKEN_LENGTH) return null;
  const device = await shop.db.ownerDevice.findFirst({ where: { tokenHash: hashToken(token), owner: { login } }, select: { id: true } });
  return device?.id ?? null;
}

export type UsedDevice = { id: bigint; isNew: boolean; token: string };

/**
 * Notes that an owner logs in from this browser. One that is not known yet gets a token of its own; unless it is the owner's
 * first and no other session is open, the other ones show an alert until the owner says 是我.
 */
export async function noteDevice(
  tx: Tx,
  { ownerId, token, visitor, now }: { ownerId: number; token: string | undefined; visitor: Visitor; now: Date },
): Promise<UsedDevice> {
  if (token?.length === TOKEN_LENGTH) {
    const known = await tx.ownerDevice.findFirst({ where: { tokenHash: hashToken(token), ownerId }, select: { id: true } });
    if (known) {
      await tx.ownerDevice.update({ where: { id: known.id }, data: { ...visitor, usedAt: now } });
      return { id: known.id, isNew: false, token };
    }
  }
  const others = (await tx.ownerDevice.count({ where: { ownerId } })) + (await tx.ownerSession.count({ where: { ownerId } }));
  await makeRoom(tx, ownerId);
  const made = newToken();
  const { id } = await tx.ownerDevice.create({
    data: { ...visitor, tokenHash: hashToken(made), ownerId, createdAt: now, usedAt: now, acknowledgedAt: others === 0 ? now : null },
    select: { id: true },
  });
  return { id, isNew: others > 0, token: made };
}

async function makeRoom(tx: Tx, ownerId: number): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM owner_devices WHERE owner_id = ${ownerId} AND id NOT IN (
      SELECT id FROM owner_devices WHERE owner_id = ${ownerId}
      ORDER BY acknowledged_at IS NULL, used_at DESC, id DESC LIMIT ${MOST_DEVICES - 1})`;
}
