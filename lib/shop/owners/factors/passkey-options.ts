import "server-only";
import { generateAuthenticationOptions, generateRegistrationOptions } from "@simplewebauthn/server";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import type { Owner } from "../owner";
import { type ChallengePurpose, newChallenge } from "./challenge";
import { relyingParty, shopLabel } from "./relying-party";

type RequestOptions = Awaited<ReturnType<typeof generateAuthenticationOptions>>;
type CreationOptions = Awaited<ReturnType<typeof generateRegistrationOptions>>;

/** Where the owner is known already, the passkey is one of theirs; where not, the browser offers those that it has. */
export async function askForPasskey(
  shop: Shop,
  { purpose, ownerId }: { purpose: ChallengePurpose; ownerId: number | null },
): Promise<Result<{ options: RequestOptions }, "no_passkeys">> {
  const party = relyingParty(shop);
  if (!party) return refuse("no_passkeys");
  const known = ownerId === null ? [] : await credentialsOf(shop, ownerId);
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    challenge: await newChallenge(shop, purpose),
    userVerification: needsVerification(purpose) ? "required" : "preferred",
    ...(known.length > 0 && { allowCredentials: known }),
  });
  return { ok: true, options };
}

/** Whether the passkey must know its owner by a finger or a PIN: where it is all that is asked for. */
export function needsVerification(purpose: ChallengePurpose): boolean {
  return !purpose.startsWith("second:");
}

/** What the browser needs to make a passkey for this owner, one that can log in without a name. */
export async function askForNewPasskey(
  shop: Shop,
  { purpose, owner }: { purpose: ChallengePurpose; owner: Owner },
): Promise<Result<{ options: CreationOptions }, "no_passkeys">> {
  const party = relyingParty(shop);
  if (!party) return refuse("no_passkeys");
  const options = await generateRegistrationOptions({
    rpID: party.id,
    rpName: await shopLabel(shop),
    userName: owner.login,
    userID: new TextEncoder().encode(`owner:${owner.id}`),
    challenge: await newChallenge(shop, purpose),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    excludeCredentials: await credentialsOf(shop, owner.id),
  });
  return { ok: true, options };
}

async function credentialsOf(shop: Shop, ownerId: number): Promise<{ id: string; transports: string[] }[]> {
  const rows = await shop.db.ownerPasskey.findMany({ where: { ownerId }, select: { credentialId: true, transports: true } });
  return rows.map(({ credentialId, transports }) => ({ id: credentialId, transports }));
}
