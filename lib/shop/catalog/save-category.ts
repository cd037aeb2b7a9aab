import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { newSlug } from "./new-slug";

/** Gives a category another name; its address stays, so that links to it go on working. */
export async function renameCategory(shop: Shop, id: number, name: string): Promise<Result<object, "gone" | "same_name">> {
  if (await shop.db.category.findFirst({ where: { name, id: { not: id } }, select: { id: true } })) return sameName();
  const { count } = await shop.db.category.updateMany({ where: { id }, data: { name } });
  return count === 1 ? { ok: true } : refuse("gone", "这个分类已不存在");
}

/** Adds a category at the end, under an icon that another one uses already. */
export async function addCategory(
  shop: Shop,
  { name, icon }: { name: string; icon: string },
): Promise<Result<{ id: number }, "same_name" | "no_icon">> {
  if (await shop.db.category.findFirst({ where: { name }, select: { id: true } })) return sameName();
  if (!(await shop.db.category.findFirst({ where: { icon }, select: { id: true } }))) return refuse("no_icon", "请从列表里选一个图标");
  const { _max } = await shop.db.category.aggregate({ _max: { position: true } });
  const { id } = await shop.db.category.create({
    data: { name, icon, slug: newSlug(name), position: (_max.position ?? 0) + 1 },
    select: { id: true },
  });
  return { ok: true, id };
}

function sameName() {
  return refuse("same_name", "已经有同名的分类");
}
