import "server-only";
import type { Tx } from "@/lib/server/db";
import { hashToken, newToken } from "@/lib/server/token";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import type { Owner, Visitor } from "../owner";
import { noteDevice } from "./device";
import { endOfSession } from "./session";

const MAX_USER_AGENT_LENGTH = 300;

/** What a browser that logs in brings with it. */
export type Browser = Visitor & { deviceToken?: string | undefined; previousToken?: string | undefined };
/** By what an owner was known. */
export type LoginProof = "password" | "passkey" | "password_and_totp" | "password_and_passkey" | "password_and_recovery_code";
/** The two cookies of a browser in which an owner is logged in. */
export type OpenedSession = { token: string; deviceToken: string };

/**
 * Opens a session under a new token, whatever token the browser sent (no session fixation), and ends the one that it had, as
 * well as the owner's expired ones. Only hashes of tokens are kept. In the caller's transaction, which has locked the owner and
 * has seen that what was proven still counts. A login is a confirmation: nothing asks again for a while.
 */
export async function openSession(
  tx: Tx,
  shop: Shop,
  { owner, browser, how }: { owner: Owner; browser: Browser; how: LoginProof },
): Promise<OpenedSession> {
  const now = shop.now();
  const visitor = { ip: browser.ip, userAgent: browser.userAgent.slice(0, MAX_USER_AGENT_LENGTH) };
  await tx.ownerSession.deleteMany({ where: { ownerId: owner.id, expiresAt: { lte: now } } });
  if (browser.previousToken) await tx.ownerSession.deleteMany({ where: { tokenHash: hashToken(browser.previousToken) } });
  const device = await noteDevice(tx, { ownerId: owner.id, token: browser.deviceToken, visitor, now });
  const token = newToken();
  await tx.ownerSession.create({
    data: {
      ...visitor,
      tokenHash: hashToken(token),
      ownerId: owner.id,
      deviceId: device.id,
      createdAt: now,
      seenAt: now,
      confirmedAt: now,
      expiresAt: endOfSession(shop, now, now),
    },
  });
  const by = { ownerId: owner.id, login: owner.login, name: owner.name, via: "web", ...visitor } as const;
  await recordAudit(tx, { ...shop, by }, { kind: "login", after: { how, newDevice: device.isNew } });
  return { token, deviceToken: device.token };
}
