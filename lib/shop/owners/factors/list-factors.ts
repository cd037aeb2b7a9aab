import "server-only";
import type { Tx } from "@/lib/server/db";
import type { Shop } from "@/lib/shop/shop";
import { openTotp } from "./seal-totp";

export type ListedPasskey = { id: bigint; name: string; createdAt: Date; usedAt: Date | null };
export type Factors = {
  hasTotp: boolean;
  /** A secret that waits for its first code. */
  totpPending: string | null;
  passkeys: ListedPasskey[];
  recoveryCodesLeft: number;
};

/** What an owner has besides the password. */
export async function listFactors(shop: Shop, ownerId: number): Promise<Factors> {
  const owner = await shop.db.owner.findUniqueOrThrow({
    where: { id: ownerId },
    select: {
      totpSecret: true,
      totpPending: true,
      passkeys: { select: { id: true, name: true, createdAt: true, usedAt: true }, orderBy: { id: "asc" } },
      _count: { select: { recoveryCodes: { where: { usedAt: null } } } },
    },
  });
  const { totpSecret, totpPending: sealed, passkeys, _count } = owner;
  const totpPending = sealed && openTotp(shop, ownerId, sealed);
  return { hasTotp: totpSecret !== null, totpPending, passkeys, recoveryCodesLeft: _count.recoveryCodes };
}

export type SecondSteps = { totp: boolean; passkey: boolean };

/** How the second step of an owner's login can be taken; neither: there is none. */
export async function secondStepsOf(tx: Pick<Tx, "owner">, ownerId: number): Promise<SecondSteps> {
  const { totpSecret, _count } = await tx.owner.findUniqueOrThrow({
    where: { id: ownerId },
    select: { totpSecret: true, _count: { select: { passkeys: true } } },
  });
  return { totp: totpSecret !== null, passkey: _count.passkeys > 0 };
}
