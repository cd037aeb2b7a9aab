import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import type { Session } from "./session";

/** A new browser that nobody has refused for as long as a session can last is one of the owner's. */
const TRUSTED_AFTER_MS = 30 * 24 * 3600_000;

export type DeviceAlert = { id: bigint; userAgent: string; ip: string; createdAt: Date };

/**
 * Logins from new browsers that the owner has not answered yet, oldest first. They are shown in browsers that are trusted
 * themselves, and so never to the stranger whom they are about, in one new browser or in two that answer for each other.
 */
export async function listDeviceAlerts(shop: Shop, session: Session): Promise<DeviceAlert[]> {
  if (!(await isTrusted(shop, session))) return [];
  return shop.db.ownerDevice.findMany({
    where: unanswered(shop, session),
    select: { id: true, userAgent: true, ip: true, createdAt: true },
    orderBy: { id: "asc" },
  });
}

/** 是我: the browser is the owner's own. Refuses one that has been answered, and an answer from a browser that is not trusted. */
export async function acknowledgeDevice(shop: Shop, session: Session, deviceId: bigint): Promise<Result<object, "answered">> {
  if (!(await isTrusted(shop, session))) return refuse("answered");
  return shop.db.$transaction(async (tx) => {
    const { count } = await tx.ownerDevice.updateMany({
      where: { ...unanswered(shop, session), id: deviceId },
      data: { acknowledgedAt: shop.now() },
    });
    if (count === 0) return refuse("answered");
    await recordAudit(tx, shop, { kind: "device_acknowledged", subject: deviceId, after: await wordsOf(tx, deviceId) });
    return { ok: true };
  });
}

/** 不是我: ends every session of the browser and forgets that it ever logged in. Refuses as acknowledgeDevice does. */
export async function refuseDevice(shop: Shop, session: Session, deviceId: bigint): Promise<Result<object, "answered">> {
  if (!(await isTrusted(shop, session))) return refuse("answered");
  return shop.db.$transaction(async (tx) => {
    const where = { ...unanswered(shop, session), id: deviceId };
    if ((await tx.ownerDevice.count({ where })) === 0) return refuse("answered");
    const after = await wordsOf(tx, deviceId);
    await tx.pendingLogin.deleteMany({ where: { ownerId: session.owner.id } });
    const ended = await tx.ownerSession.deleteMany({ where: { deviceId, ownerId: session.owner.id } });
    await tx.ownerDevice.deleteMany({ where });
    await recordAudit(tx, shop, { kind: "device_refused", subject: deviceId, after: { ...after, sessions: ended.count } });
    return { ok: true };
  });
}

function unanswered(shop: Shop, { owner, deviceId }: Session) {
  return {
    ...{ ownerId: owner.id, acknowledgedAt: null, createdAt: { gt: trustedBefore(shop) } },
    ...(deviceId !== null && { id: { not: deviceId } }),
  };
}

function trustedBefore(shop: Shop): Date {
  return new Date(shop.now().getTime() - TRUSTED_AFTER_MS);
}

async function isTrusted(shop: Shop, { deviceId }: Session): Promise<boolean> {
  // A session from before browsers were remembered.
  if (deviceId === null) return true;
  const trusted = { OR: [{ acknowledgedAt: { not: null } }, { createdAt: { lte: trustedBefore(shop) } }] };
  return (await shop.db.ownerDevice.count({ where: { id: deviceId, ...trusted } })) > 0;
}

async function wordsOf(tx: Pick<Shop["db"], "ownerDevice">, id: bigint) {
  const { userAgent, ip } = await tx.ownerDevice.findUniqueOrThrow({ where: { id }, select: { userAgent: true, ip: true } });
  return { userAgent, ip };
}
