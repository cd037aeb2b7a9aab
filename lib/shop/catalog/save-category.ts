import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { newSlug } from "./new-slug";

/** Renames a category; its slug stays, so that links to it go on working. */
export async function renameCategory(shop: Shop, id: number, name: string): Promise<Result<object, "gone" | "same_name">> {
  if (await shop.db.category.findFirst({ where: { name, id: { not: id } }, select: { id: true } })) return refuse("same_name");
  const { count } = await shop.db.category.updateMany({ where: { id }, data: { name } });
  return count === 1 ? { ok: true } : refuse("gone");
}

/** Adds a category at the end, with an icon that another category uses already. Refuses a name that is taken and an unknown icon. */
export async function addCategory(
  shop: Shop,
  { name, icon }: { name: string; icon: string },
): Promise<Result<{ id: number }, "same_name" | "no_icon">> {
  if (await shop.db.category.findFirst({ where: { name }, select: { id: true } })) return refuse("same_name");
  if (!(await shop.db.category.findFirst({ where: { icon }, select: { id: true } }))) return refuse("no_icon");
  const { _max } = await shop.db.category.aggregate({ _max: { position: true } });
  const { id } = await shop.db.category.create({
    data: { name, icon, slug: newSlug(name), position: (_max.position ?? 0) + 1 },
    select: { id: true },
  });
  return { ok: true, id };
}
