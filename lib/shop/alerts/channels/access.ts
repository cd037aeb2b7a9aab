import "server-only";
import { isSealedWith, seal, unseal } from "@/lib/server/sealed";
import type { Shop } from "@/lib/shop/shop";
import type { ChannelAccess } from "./channel";

const placeOf = (channelId: string) => `alert_channel:${channelId}`;

/** What opens a channel, as the database keeps it. */
export function sealAccess({ sealing }: Pick<Shop, "sealing">, channelId: string, access: ChannelAccess): string {
  return seal(JSON.stringify(access), placeOf(channelId), sealing);
}

/** What opens it; null, with a line in the log, where it was sealed with a secret that this shop no longer has. */
export function openAccess({ sealing, log }: Pick<Shop, "sealing" | "log">, channelId: string, sealed: string): ChannelAccess | null {
  const opened = unseal(sealed, placeOf(channelId), sealing);
  if (opened !== null) return JSON.parse(opened) as ChannelAccess;
  log.error(
    { channelId },
    "an alert channel does not open: NEXT_SERVER_ACTIONS_ENCRYPTION_KEY or DATA_DIR/actions-key is another one than it was sealed with; put that back, or add the channel anew",
  );
  return null;
}

/** Seals anew what an earlier secret sealed. Called at boot; any number of times. */
export async function sealKeptChannels(shop: Shop): Promise<void> {
  const channels = await shop.db.alertChannel.findMany({ select: { id: true, sealed: true } });
  for (const { id, sealed } of channels) {
    if (isSealedWith(sealed, shop.sealing)) continue;
    const access = openAccess(shop, id, sealed);
    if (access) await shop.db.alertChannel.updateMany({ where: { id, sealed }, data: { sealed: sealAccess(shop, id, access) } });
  }
}
