import "server-only";
import type { Tx } from "@/lib/server/db";
import { limit } from "@/lib/server/rate-limit";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { lockOwner } from "../lock-owner";
import { endOthers } from "../sessions/end-sessions";
import { isStillIn } from "../sessions/is-still-in";
import type { Session } from "../sessions/session";
import { openTotp, sealTotp } from "./seal-totp";
import { newTotpSecret, stepOfCode } from "./totp";

const TRIES = { points: 10, perSeconds: 600 };

/**
 * Makes a secret for an authenticator app. It counts once a code has proven that the app has it. In a session that has ended
 * meanwhile it makes none.
 */
export async function beginTotp(shop: Shop, session: Session): Promise<void> {
  const { owner } = session;
  await shop.db.$transaction(async (tx) => {
    await lockOwner(tx, owner.id);
    if (!(await isStillIn(tx, session))) return;
    await tx.owner.update({ where: { id: owner.id }, data: { totpPending: sealTotp(shop, owner.id, newTotpSecret()) } });
  });
}

/**
 * The app shows the right code, so the secret counts from now on: as the second step of each login, instead of an earlier app's.
 * All other sessions end, since they began without it. Refuses a wrong code, a session that has ended meanwhile,
 * and too many tries.
 */
export async function confirmTotp(
  shop: Shop,
  session: Session,
  code: string,
): Promise<Result<{ endedSessions: number }, "wrong_code" | "not_begun" | "not_verified" | Refusal<"limited", { retryAfterS: number }>>> {
  const { id, owner } = session;
  const tries = await limit(shop.pool, "totp-setup", String(id), TRIES);
  if (!tries.ok) return refuse("limited", { retryAfterS: tries.retryAfterS });
  return shop.db.$transaction(async (tx) => {
    await lockOwner(tx, owner.id);
    if (!(await isStillIn(tx, session))) return refuse("not_verified");
    const { totpPending } = await tx.owner.findUniqueOrThrow({ where: { id: owner.id }, select: { totpPending: true } });
    if (!totpPending) return refuse("not_begun");
    const secret = openTotp(shop, owner.id, totpPending);
    const step = secret && stepOfCode(secret, code, { now: shop.now(), lastStep: null });
    if (!step) return refuse("wrong_code");
    await tx.owner.update({ where: { id: owner.id }, data: { totpSecret: totpPending, totpPending: null, totpStep: step } });
    await recordAudit(tx, shop, { kind: "totp_set" });
    return { ok: true, endedSessions: await endOthers(tx, owner.id, id) };
  });
}

/** Logins no longer ask for the app's code. All other sessions end. Refuses when there is none, and in a session that has ended meanwhile. */
export async function removeTotp(shop: Shop, session: Session): Promise<Result<object, "gone">> {
  const { id, owner } = session;
  return shop.db.$transaction(async (tx) => {
    await lockOwner(tx, owner.id);
    if (!(await isStillIn(tx, session))) return refuse("gone");
    const { count } = await tx.owner.updateMany({
      where: { id: owner.id, totpSecret: { not: null } },
      data: { totpSecret: null, totpPending: null, totpStep: null },
    });
    if (count === 0) return refuse("gone");
    await recordAudit(tx, shop, { kind: "totp_removed" });
    await endOthers(tx, owner.id, id);
    return { ok: true };
  });
}

/** Takes a code of the app, once, in the transaction of the login that it opens. Returns whether it was the right one. */
export async function spendTotpCode(tx: Tx, shop: Shop, ownerId: number, code: string): Promise<boolean> {
  const { totpSecret, totpStep } = await tx.owner.findUniqueOrThrow({
    where: { id: ownerId },
    select: { totpSecret: true, totpStep: true },
  });
  const secret = totpSecret && openTotp(shop, ownerId, totpSecret);
  const step = secret && stepOfCode(secret, code, { now: shop.now(), lastStep: totpStep });
  if (!step) return false;
  // Conditional: of two logins with the same code at once, one is refused.
  const { count } = await tx.owner.updateMany({
    where: { id: ownerId, totpSecret, OR: [{ totpStep: null }, { totpStep: { lt: step } }] },
    data: { totpStep: step },
  });
  return count === 1;
}
