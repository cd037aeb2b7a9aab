import "server-only";
import type { Shop } from "@/lib/shop/shop";

/** Since when a gateway of ours has not answered, once that is so long that the owner was told; null while all of them answer. */
export async function readSilence({ db, gateways }: Shop): Promise<Date | null> {
  const contracts = gateways.all.map(({ contract }) => contract);
  const silent = await db.gatewaySilence.findFirst({
    where: { contract: { in: contracts }, since: { not: null }, alarmedAt: { not: null } },
    orderBy: { since: "asc" },
    select: { since: true },
  });
  return silent?.since ?? null;
}
