import "server-only";
import type { Shop } from "../shop";

const KEEP_REFUSED_MS = 30 * 24 * 3600_000;

/** Browsers keep a cookie for no longer. */
const FORGET_DEVICE_MS = 400 * 24 * 3600_000;

/** Clears away what is of no more use: spent rate limits, ended owner sessions and logins, browsers long gone, refused deliveries of a month ago. */
export async function sweep(shop: Shop): Promise<void> {
  const now = shop.now();
  await shop.db.rateLimit.deleteMany({ where: { expire: { lt: BigInt(now.getTime()) } } });
  await shop.db.ownerSession.deleteMany({ where: { expiresAt: { lt: now } } });
  await shop.db.pendingLogin.deleteMany({ where: { expiresAt: { lt: now } } });
  await shop.db.ownerDevice.deleteMany({ where: { usedAt: { lt: new Date(now.getTime() - FORGET_DEVICE_MS) } } });
  await shop.db.notifyDelivery.deleteMany({
    where: { verdict: "rejected", orderId: null, receivedAt: { lt: new Date(now.getTime() - KEEP_REFUSED_MS) } },
  });
}
