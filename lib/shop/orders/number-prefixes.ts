import "server-only";
import { dayOf } from "@/lib/shop/day";
import type { Shop } from "@/lib/shop/shop";

/** A setting for each prefix that this shop has ever given its payments' numbers, with the day of its first use. */
const KEY = "number_prefix:";

/** Once, at boot: numbers of this prefix stay ours when another one is set later. */
export async function rememberPrefix(shop: Shop): Promise<void> {
  const setting = { key: `${KEY}${shop.config.numberPrefix}`, value: dayOf(shop.now()) };
  await shop.db.setting.createMany({ data: [setting], skipDuplicates: true });
}

/** All prefixes by which a number is known as ours. */
export async function readPrefixes(shop: Shop): Promise<string[]> {
  const settings = await shop.db.setting.findMany({ where: { key: { startsWith: KEY } }, select: { key: true } });
  return [...new Set([shop.config.numberPrefix, ...settings.map(({ key }) => key.slice(KEY.length))])];
}
