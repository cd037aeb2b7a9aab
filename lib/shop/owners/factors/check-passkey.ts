import "server-only";
import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import type { Tx } from "@/lib/server/db";
import type { Shop } from "@/lib/shop/shop";
import { OWNER_SELECT, type Owner } from "../owner";
import { type ChallengePurpose, readChallenge } from "./challenge";
import { needsVerification } from "./passkey-options";
import { relyingParty } from "./relying-party";

/** A passkey's answer that verified; it counts once `spendPasskey` has taken it. */
export type PasskeyProof = { passkeyId: bigint; owner: Owner; challengeAt: Date; counter: bigint };

type Given = Parameters<typeof verifyAuthenticationResponse>[0]["response"];

/** Verifies what a browser says that a passkey answered (JSON) to a challenge for this purpose; null for everything else. */
export async function checkPasskey(shop: Shop, answer: string, purpose: ChallengePurpose): Promise<PasskeyProof | null> {
  const party = relyingParty(shop);
  const given = readAnswer(answer);
  if (!party || !given) return null;
  const passkey = await shop.db.ownerPasskey.findUnique({
    where: { credentialId: given.id },
    select: { id: true, credentialId: true, publicKey: true, counter: true, owner: { select: OWNER_SELECT } },
  });
  if (!passkey) return null;
  let challengeAt: Date | null = null;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: given,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: needsVerification(purpose),
      credential: { id: passkey.credentialId, publicKey: passkey.publicKey, counter: Number(passkey.counter) },
      expectedChallenge: async (challenge) => {
        challengeAt = await readChallenge(shop, purpose, challenge);
        return challengeAt !== null;
      },
    });
    if (!verified || !challengeAt) return null;
    return { passkeyId: passkey.id, owner: passkey.owner, challengeAt, counter: BigInt(authenticationInfo.newCounter) };
  } catch (error) {
    shop.log.info({ err: error }, "a passkey's answer was refused");
    return null;
  }
}

/**
 * Takes a passkey's answer, in the transaction of what it opens: each challenge once, and none that is older than one that this
 * passkey has answered. Returns false when it was taken already, or the passkey is gone.
 */
export async function spendPasskey(
  tx: Pick<Tx, "ownerPasskey">,
  { passkeyId, challengeAt, counter }: PasskeyProof,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.ownerPasskey.updateMany({
    where: { id: passkeyId, OR: [{ challengeAt: null }, { challengeAt: { lt: challengeAt } }] },
    data: { challengeAt, counter, usedAt: now },
  });
  return count === 1;
}

/** An id is base64url of 1023 bytes at most. */
const ID = /^[\w-]{1,1364}$/;

/** What the library looks at is checked by it; here only that it is an object with an id. */
function readAnswer(text: string): Given | null {
  try {
    const given: unknown = JSON.parse(text);
    const isObject = typeof given === "object" && given !== null && "id" in given && "response" in given;
    return isObject && typeof given.id === "string" && ID.test(given.id) && typeof given.response === "object" ? (given as Given) : null;
  } catch {
    return null;
  }
}
