import "server-only";
import { newToken } from "@/lib/server/token";
import type { Shop } from "@/lib/shop/shop";

/** The cookie of a phone that may see the shop before it is open. */
export const PREVIEW_COOKIE = "preview";

const TOKEN = /^[\w-]{43}$/;

/** The token of the link with which a phone sees the shop before it is open. The same until the shop opens. */
export async function previewToken(shop: Shop): Promise<string> {
  const made = newToken();
  await shop.db.$executeRaw`INSERT INTO shop_opening (id, preview_token) VALUES (1, ${made})
    ON CONFLICT (id) DO UPDATE SET preview_token = ${made} WHERE shop_opening.preview_token = ''`;
  const { previewToken: kept } = await shop.db.shopOpening.findUniqueOrThrow({ where: { id: 1 }, select: { previewToken: true } });
  return kept;
}

/** Whether a browser came by the owner's link. A stranger's guess costs one read of a row. */
export async function isPreview(shop: Shop, token: string | undefined): Promise<boolean> {
  if (!token || !TOKEN.test(token)) return false;
  return (await shop.db.shopOpening.count({ where: { id: 1, previewToken: token } })) > 0;
}

/** Notes that the owner's link was opened, the first time; false for a link that is none. */
export async function visitPreview(shop: Shop, token: string): Promise<boolean> {
  if (!(await isPreview(shop, token))) return false;
  await shop.db.shopOpening.updateMany({ where: { id: 1, previewedAt: null }, data: { previewedAt: shop.now() } });
  return true;
}
