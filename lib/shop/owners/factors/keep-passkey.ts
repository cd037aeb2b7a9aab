import "server-only";
import { verifyRegistrationResponse } from "@simplewebauthn/server";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { lockOwner } from "../lock-owner";
import { endOthers } from "../sessions/end-sessions";
import { isStillIn } from "../sessions/is-still-in";
import type { Session } from "../sessions/session";
import { readChallenge } from "./challenge";
import { relyingParty } from "./relying-party";

export const MOST_PASSKEYS = 10;

type Given = Parameters<typeof verifyRegistrationResponse>[0]["response"];

/**
 * Keeps a passkey that the browser has just made (its answer as JSON). From then on a password alone opens no session any more;
 * all other sessions end, since they began without it. Refuses an answer that does not verify, also because the session has ended
 * meanwhile, a passkey that is known, and one too many.
 */
export async function addPasskey(
  shop: Shop,
  session: Session,
  { answer, name }: { answer: string; name: string },
): Promise<Result<{ endedSessions: number }, "not_verified" | "known" | "too_many">> {
  const { id, owner } = session;
  const made = await verify(shop, id, answer);
  if (!made) return refuse("not_verified");
  return shop.db.$transaction(async (tx) => {
    await lockOwner(tx, owner.id);
    if (!(await isStillIn(tx, session))) return refuse("not_verified");
    if ((await tx.ownerPasskey.count({ where: { ownerId: owner.id } })) >= MOST_PASSKEYS) return refuse("too_many");
    if (await tx.ownerPasskey.findUnique({ where: { credentialId: made.id }, select: { id: true } })) return refuse("known");
    await tx.ownerPasskey.create({
      data: {
        credentialId: made.id,
        ownerId: owner.id,
        publicKey: made.publicKey,
        counter: BigInt(made.counter),
        transports: made.transports ?? [],
        name,
        createdAt: shop.now(),
      },
    });
    await recordAudit(tx, shop, { kind: "passkey_added", name });
    return { ok: true, endedSessions: await endOthers(tx, owner.id, id) };
  });
}

/** Takes a passkey away; all other sessions end. Refuses one that is gone, and a session that has ended meanwhile. */
export async function removePasskey(shop: Shop, session: Session, passkeyId: bigint): Promise<Result<object, "gone">> {
  const { id, owner } = session;
  return shop.db.$transaction(async (tx) => {
    await lockOwner(tx, owner.id);
    if (!(await isStillIn(tx, session))) return refuse("gone");
    const passkey = await tx.ownerPasskey.findFirst({ where: { id: passkeyId, ownerId: owner.id }, select: { name: true } });
    if (!passkey) return refuse("gone");
    await tx.ownerPasskey.delete({ where: { id: passkeyId } });
    await recordAudit(tx, shop, { kind: "passkey_removed", name: passkey.name });
    await endOthers(tx, owner.id, id);
    return { ok: true };
  });
}

async function verify(shop: Shop, sessionId: bigint, answer: string) {
  const party = relyingParty(shop);
  if (!party) return null;
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: JSON.parse(answer) as Given,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      expectedChallenge: async (challenge) => (await readChallenge(shop, `register:${sessionId}`, challenge)) !== null,
    });
    return verified ? registrationInfo.credential : null;
  } catch (error) {
    shop.log.info({ err: error }, "a new passkey was refused");
    return null;
  }
}
