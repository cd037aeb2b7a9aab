import "server-only";
import { isSealed, isSealedWith, seal, unseal } from "@/lib/server/sealed";
import type { Shop } from "@/lib/shop/shop";

const place = (ownerId: number) => `owner ${ownerId} totp`;

/** The secret of an owner's authenticator app as the database keeps it. */
export function sealTotp({ sealing }: Pick<Shop, "sealing">, ownerId: number, secret: string): string {
  return seal(secret, place(ownerId), sealing);
}

/**
 * The secret itself, out of what the database keeps. One from before secrets were sealed is as it was. Null, with a line in the log,
 * for one that was sealed with a secret which this shop no longer has.
 */
export function openTotp({ sealing, log }: Pick<Shop, "sealing" | "log">, ownerId: number, stored: string): string | null {
  const secret = isSealed(stored) ? unseal(stored, place(ownerId), sealing) : stored;
  if (secret === null)
    log.error(
      { ownerId },
      "the authenticator app's secret does not open: NEXT_SERVER_ACTIONS_ENCRYPTION_KEY or DATA_DIR/actions-key is another one than it was sealed with; put that back, log in with a recovery code or a passkey, or run `npm run owner -- reset --drop-factors`",
    );
  return secret;
}

/** Seals what earlier versions kept in the clear, and anew what an earlier secret sealed. Called at boot; any number of times. */
export async function sealKeptTotps(shop: Shop): Promise<void> {
  const owners = await shop.db.owner.findMany({ select: { id: true, totpSecret: true, totpPending: true } });
  for (const { id, ...kept } of owners)
    for (const field of ["totpSecret", "totpPending"] as const) {
      const stored = kept[field];
      if (stored === null || isSealedWith(stored, shop.sealing)) continue;
      const secret = openTotp(shop, id, stored);
      // Conditional: the owner may set up another app at this very moment.
      if (secret !== null)
        await shop.db.owner.updateMany({ where: { id, [field]: stored }, data: { [field]: sealTotp(shop, id, secret) } });
    }
}
