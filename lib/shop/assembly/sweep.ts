import "server-only";
import type { Shop } from "../shop";

const KEEP_STRANGE_MS = 30 * 24 * 3600_000;

/** Clears away what is of no more use: spent rate limits, ended owner sessions, deliveries of a month ago that were refused or foreign. */
export async function sweep(shop: Shop): Promise<void> {
  const now = shop.now();
  await shop.db.rateLimit.deleteMany({ where: { expire: { lt: BigInt(now.getTime()) } } });
  await shop.db.ownerSession.deleteMany({ where: { expiresAt: { lt: now } } });
  await shop.db.notifyDelivery.deleteMany({
    where: { verdict: { in: ["rejected", "foreign"] }, orderId: null, receivedAt: { lt: new Date(now.getTime() - KEEP_STRANGE_MS) } },
  });
}
