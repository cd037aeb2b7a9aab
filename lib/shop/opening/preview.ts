import "server-only";
import { newToken } from "@/lib/server/token";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { lockOpening } from "./change-standing";

/** The cookie of a phone that may see the shop before it is open. */
export const PREVIEW_COOKIE = "preview";

const TOKEN = /^[\w-]{43}$/;

/** How long a link lets phones look in, from when it was made, in ms. */
const LASTS_MS = 7 * 24 * 3600_000;

const endsBefore = (at: Date) => new Date(at.getTime() - LASTS_MS);

/** The token of the link with which phones see the shop before it is open. The same for a week, unless the owner takes it back. */
export async function previewToken(shop: Shop): Promise<string> {
  const [made, at] = [newToken(), shop.now()];
  await shop.db.$executeRaw`INSERT INTO shop_opening (id, preview_token, preview_made_at) VALUES (1, ${made}, ${at})
    ON CONFLICT (id) DO UPDATE SET preview_token = ${made}, preview_made_at = ${at}
    WHERE shop_opening.preview_token = '' OR COALESCE(shop_opening.preview_made_at <= ${endsBefore(at)}, TRUE)`;
  const { previewToken: kept } = await shop.db.shopOpening.findUniqueOrThrow({ where: { id: 1 }, select: { previewToken: true } });
  return kept;
}

/** Takes the link back: phones that came by it see the shop no longer, and the page has a new one. */
export function renewPreview(shop: Shop): Promise<void> {
  return shop.db.$transaction(async (tx) => {
    await lockOpening(tx);
    await tx.shopOpening.update({ where: { id: 1 }, data: { previewToken: newToken(), previewMadeAt: shop.now() } });
    await recordAudit(tx, shop, { kind: "preview_renewed" });
  });
}

/** Whether a browser came by the owner's link, and the link lasts. A stranger's guess costs one read of a row. */
export async function isPreview(shop: Shop, token: string | undefined): Promise<boolean> {
  if (!token || !TOKEN.test(token)) return false;
  return (await shop.db.shopOpening.count({ where: { id: 1, previewToken: token, previewMadeAt: { gt: endsBefore(shop.now()) } } })) > 0;
}

/** Notes that the owner's link was opened, the first time; false for a link that is none. */
export async function visitPreview(shop: Shop, token: string): Promise<boolean> {
  if (!(await isPreview(shop, token))) return false;
  await shop.db.shopOpening.updateMany({ where: { id: 1, previewedAt: null }, data: { previewedAt: shop.now() } });
  return true;
}
