import "server-only";
import { isSealedWith, seal, unseal } from "@/lib/server/sealed";
import type { Shop } from "@/lib/shop/shop";
import type { WordAccess } from "./word-channel";

const placeOf = (channelId: string) => `word_channel:${channelId}`;

/** What opens a channel to buyers, as the database keeps it. */
export function sealWordAccess({ sealing }: Pick<Shop, "sealing">, channelId: string, access: WordAccess): string {
  return seal(JSON.stringify(access), placeOf(channelId), sealing);
}

/** What opens it; null, with a line in the log, where it was sealed with a secret that this shop no longer has. */
export function openWordAccess({ sealing, log }: Pick<Shop, "sealing" | "log">, channelId: string, sealed: string): WordAccess | null {
  const opened = unseal(sealed, placeOf(channelId), sealing);
  if (opened !== null) return JSON.parse(opened) as WordAccess;
  log.error(
    { channelId },
    "a channel to buyers does not open: NEXT_SERVER_ACTIONS_ENCRYPTION_KEY or DATA_DIR/actions-key is another one than it was sealed with; put that back, or add the channel anew",
  );
  return null;
}

/** Seals anew what an earlier secret sealed. Called at boot; any number of times. */
export async function sealKeptWordChannels(shop: Shop): Promise<void> {
  const channels = await shop.db.wordChannel.findMany({ select: { id: true, sealed: true } });
  for (const { id, sealed } of channels) {
    if (isSealedWith(sealed, shop.sealing)) continue;
    const access = openWordAccess(shop, id, sealed);
    if (access) await shop.db.wordChannel.updateMany({ where: { id, sealed }, data: { sealed: sealWordAccess(shop, id, access) } });
  }
}
