import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { lockCategory } from "./lock-rows";
import { newSlug } from "./new-slug";

/** Renames a category; its slug stays, so that links to it go on working. */
export async function renameCategory(shop: Shop, id: number, name: string): Promise<Result<object, "gone" | "same_name">> {
  return shop.db.$transaction(async (tx) => {
    await lockCategory(tx, id);
    if (await tx.category.findFirst({ where: { name, id: { not: id } }, select: { id: true } })) return refuse("same_name");
    const before = await tx.category.findUnique({ where: { id }, select: { name: true } });
    if (!before) return refuse("gone");
    await tx.category.update({ where: { id }, data: { name } });
    await recordAudit(tx, shop, { kind: "category_changed", subject: id, name, before, after: { name } });
    return { ok: true };
  });
}

/** Adds a category at the end, with an icon that another category uses already. Refuses a name that is taken and an unknown icon. */
export async function addCategory(
  shop: Shop,
  { name, icon }: { name: string; icon: string },
): Promise<Result<{ id: number }, "same_name" | "no_icon">> {
  return shop.db.$transaction(async (tx) => {
    if (await tx.category.findFirst({ where: { name }, select: { id: true } })) return refuse("same_name");
    if (!(await tx.category.findFirst({ where: { icon }, select: { id: true } }))) return refuse("no_icon");
    const { _max } = await tx.category.aggregate({ _max: { position: true } });
    const { id } = await tx.category.create({
      data: { name, icon, slug: newSlug(name), position: (_max.position ?? 0) + 1 },
      select: { id: true },
    });
    await recordAudit(tx, shop, { kind: "category_added", subject: id, name });
    return { ok: true, id };
  });
}
