import "server-only";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { hashToken, newToken } from "@/lib/server/token";
import type { Shop } from "@/lib/shop/shop";
import { secondStepsOf } from "../factors/list-factors";
import { lockOwnerAsIs } from "../lock-owner";
import { OWNER_SELECT, type Owner } from "../owner";
import { NOBODYS_HASH } from "../password";
import { findDevice } from "../sessions/device";
import { type Browser, type OpenedSession, openSession } from "../sessions/open-session";
import { spendLoginTry } from "./login-limits";
import { verifyInTurn } from "./login-turns";
import { recordFailure } from "./record-failure";

/** How long the second step may take, in ms. */
export const SECOND_STEP_MS = 5 * 60_000;

type KnownOwner = Owner & { passwordHash: string };
type Opened = { step: "done" } & OpenedSession;
/** The password was right; a code or a passkey is to follow, in this browser. */
type Waiting = { step: "second"; pendingToken: string };

/**
 * The first step of a login. Opens a session, or where the owner has a second factor a waiting login. An unknown login and a
 * wrong password get the same answer after the same work. Refuses too many tries.
 */
export async function logIn(
  shop: Shop,
  { login, password, ...browser }: Browser & { login: string; password: string },
): Promise<Result<Opened | Waiting, "wrong" | Refusal<"limited", { retryAfterS: number }>>> {
  const deviceId = await findDevice(shop, browser.deviceToken, login);
  const retryAfterS = await spendLoginTry(shop, { ip: browser.ip, login, deviceId });
  if (retryAfterS > 0) return refuse("limited", { retryAfterS });
  const owner = await shop.db.owner.findUnique({ where: { login }, select: { ...OWNER_SELECT, passwordHash: true } });
  const verified = await verifyInTurn(shop, { ip: browser.ip, deviceId }, { password, hash: owner?.passwordHash ?? NOBODYS_HASH });
  if (!verified.ok) return verified;
  const opened = owner && verified.isRight ? await goOn(shop, owner, browser) : null;
  if (opened) return { ok: true, ...opened };
  await recordFailure(shop, { kind: "login_failed", visitor: browser, owner });
  return refuse("wrong");
}

/** null when the hash that was verified is no longer the owner's: a login that raced with a change of password opens nothing. */
export async function goOn(shop: Shop, { passwordHash, ...owner }: KnownOwner, browser: Browser): Promise<Opened | Waiting | null> {
  return shop.db.$transaction(async (tx) => {
    await lockOwnerAsIs(tx, owner.id);
    if ((await tx.owner.count({ where: { id: owner.id, passwordHash } })) === 0) return null;
    const { totp, passkey } = await secondStepsOf(tx, owner.id);
    if (!totp && !passkey) return { step: "done", ...(await openSession(tx, shop, { owner, browser, how: "password" })) };
    const pendingToken = newToken();
    const now = shop.now();
    await tx.pendingLogin.deleteMany({ where: { ownerId: owner.id, expiresAt: { lte: now } } });
    await tx.pendingLogin.create({
      data: { tokenHash: hashToken(pendingToken), ownerId: owner.id, expiresAt: new Date(now.getTime() + SECOND_STEP_MS) },
    });
    return { step: "second", pendingToken };
  });
}
