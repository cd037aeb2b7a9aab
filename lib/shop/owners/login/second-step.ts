import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { hashToken } from "@/lib/server/token";
import type { Shop } from "@/lib/shop/shop";
import { checkPasskey, type PasskeyProof, spendPasskey } from "../factors/check-passkey";
import { type SecondSteps, secondStepsOf } from "../factors/list-factors";
import { askForPasskey } from "../factors/passkey-options";
import { spendRecoveryCode } from "../factors/recovery-codes";
import { spendTotpCode } from "../factors/set-totp";
import { hasAccess } from "../has-access";
import { lockOwner } from "../lock-owner";
import { OWNER_SELECT, type Owner } from "../owner";
import { findDevice } from "../sessions/device";
import { type Browser, type LoginProof, type OpenedSession, openSession } from "../sessions/open-session";
import { TOKEN_LENGTH } from "../sessions/session";
import { spendSecondTry } from "./login-limits";
import { recordFailure } from "./record-failure";

/** What is given as the second step: what was typed, an app's code or a recovery code; or a passkey's answer (JSON). */
export type SecondProof = { code: string } | { passkey: string };

type Pending = { tokenHash: string; owner: Owner };

/** The second steps that a waiting login may take; null when none waits in this browser. */
export async function findPendingLogin(shop: Shop, token: string | undefined): Promise<SecondSteps | null> {
  const pending = await findPending(shop, token);
  return pending && secondStepsOf(shop.db, pending.owner.id);
}

/** Asks for one of the passkeys of the owner whose login waits in this browser. */
export async function askForSecondPasskey(shop: Shop, token: string | undefined) {
  const pending = await findPending(shop, token);
  if (!pending) return refuse("no_passkeys");
  return askForPasskey(shop, { purpose: `second:${pending.tokenHash}`, ownerId: pending.owner.id });
}

/**
 * The second step of a login: opens the session. Refuses a wrong code or passkey, one that was used before, too many tries, and
 * a login that waits no longer, also since the password or a factor changed meanwhile.
 */
export async function takeSecondStep(
  shop: Shop,
  { pendingToken, proof, ...browser }: Browser & { pendingToken: string | undefined; proof: SecondProof },
): Promise<Result<OpenedSession, "wrong" | "expired" | Refusal<"limited", { retryAfterS: number }>>> {
  const pending = await findPending(shop, pendingToken);
  if (!pending) return refuse("expired");
  const { owner, tokenHash } = pending;
  const deviceId = await findDevice(shop, browser.deviceToken, owner.login);
  const retryAfterS = await spendSecondTry(shop, { ownerId: owner.id, deviceId });
  if (retryAfterS > 0) return refuse("limited", { retryAfterS });
  const checked = "passkey" in proof ? await checkPasskey(shop, proof.passkey, `second:${tokenHash}`) : proof.code;
  const opened = checked === null ? refuse("wrong") : await open(shop, pending, { checked, browser });
  if (!opened.ok && opened.reason === "wrong") await recordFailure(shop, { kind: "second_step_failed", visitor: browser, owner });
  return opened;
}

function open(shop: Shop, { owner, tokenHash }: Pending, { checked, browser }: { checked: string | PasskeyProof; browser: Browser }) {
  return shop.db.$transaction(async (tx): Promise<Result<OpenedSession, "wrong" | "expired">> => {
    await lockOwner(tx, owner.id);
    if (!(await hasAccess(tx, owner.id))) return refuse("expired");
    if ((await tx.pendingLogin.count({ where: { tokenHash, expiresAt: { gt: shop.now() } } })) === 0) return refuse("expired");
    const how = await spend(tx, shop, owner, checked);
    if (!how) return refuse("wrong");
    await tx.pendingLogin.deleteMany({ where: { tokenHash } });
    return { ok: true, ...(await openSession(tx, shop, { owner, browser, how })) };
  });
}

async function spend(tx: Tx, shop: Shop, owner: Owner, checked: string | PasskeyProof): Promise<LoginProof | null> {
  const now = shop.now();
  if (typeof checked !== "string") {
    const isTheirs = checked.owner.id === owner.id && (await spendPasskey(tx, checked, now));
    return isTheirs ? "password_and_passkey" : null;
  }
  const digits = checked.replace(/\s/g, "");
  if (await spendTotpCode(tx, shop, owner.id, digits)) return "password_and_totp";
  if (!(await spendRecoveryCode(tx, owner.id, checked, now))) return null;
  return "password_and_recovery_code";
}

async function findPending(shop: Shop, token: string | undefined): Promise<Pending | null> {
  if (token?.length !== TOKEN_LENGTH) return null;
  const tokenHash = hashToken(token);
  const pending = await shop.db.pendingLogin.findUnique({
    where: { tokenHash },
    select: { expiresAt: true, owner: { select: OWNER_SELECT } },
  });
  return pending && pending.expiresAt > shop.now() ? { tokenHash, owner: pending.owner } : null;
}
