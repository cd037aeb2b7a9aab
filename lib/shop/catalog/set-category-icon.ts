import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { lockCategories } from "./lock-rows";

/** Gives a category an icon that is served at `path` (without the first slash); `former` is where the one was that it replaces. Refuses a category that is gone. */
export async function setCategoryIcon(shop: Shop, id: number, path: string): Promise<Result<{ former: string }, "gone">> {
  return shop.db.$transaction(async (tx) => {
    await lockCategories(tx);
    const category = await tx.category.findUnique({ where: { id }, select: { name: true, icon: true } });
    if (!category) return refuse("gone");
    await tx.category.update({ where: { id }, data: { icon: path } });
    const before = { icon: category.icon };
    await recordAudit(tx, shop, { kind: "category_changed", subject: id, name: category.name, before, after: { icon: path } });
    return { ok: true, former: category.icon };
  });
}
