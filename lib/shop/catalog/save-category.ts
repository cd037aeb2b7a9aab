import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Result, refuse } from "@/lib/server/result";
import { hasMoved, stampOf } from "@/lib/server/stamp";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { type CategoryIcon, iconPath } from "./category-icon";
import { lockCategories } from "./lock-rows";
import { newSlug } from "./new-slug";

/** `icon` is one of those that come with the shop. */
export type CategoryInput = { name: string; icon: CategoryIcon };

/** Adds a category behind the others. Refuses a name that is taken. */
export async function addCategory(shop: Shop, input: CategoryInput): Promise<Result<{ id: number }, "same_name">> {
  return shop.db.$transaction((tx) => insertCategory(tx, shop, input));
}

/** The same in the caller's transaction. */
export async function insertCategory(tx: Tx, shop: Shop, { name, icon }: CategoryInput): Promise<Result<{ id: number }, "same_name">> {
  const categories = await lockCategories(tx);
  if (await isTaken(tx, name)) return refuse("same_name");
  const position = Math.max(0, ...categories.map((category) => category.position)) + 1;
  const { id } = await tx.category.create({
    data: { name, icon: iconPath(icon), slug: newSlug(name), position },
    select: { id: true },
  });
  await recordAudit(tx, shop, { kind: "category_added", subject: id, name });
  return { ok: true, id };
}

/**
 * Renames a category, and gives it another icon where one is named; its slug stays, so that links to it go on working. Refuses one
 * that is gone, a name that is taken, and a form that was made from another name or icon (`was`: `stampOf` the two).
 */
export async function changeCategory(
  shop: Shop,
  id: number,
  { name, icon, was }: { name: string; icon?: CategoryIcon | undefined; was?: string | undefined },
): Promise<Result<{ was: string }, "gone" | "moved" | "same_name">> {
  return shop.db.$transaction(async (tx) => {
    await lockCategories(tx);
    const before = await tx.category.findUnique({ where: { id }, select: { name: true, icon: true } });
    if (!before) return refuse("gone");
    if (hasMoved(was, before)) return refuse("moved");
    if (await isTaken(tx, name, id)) return refuse("same_name");
    const after = { name, icon: icon ? iconPath(icon) : before.icon };
    await tx.category.update({ where: { id }, data: after });
    await recordAudit(tx, shop, { kind: "category_changed", subject: id, name, before, after });
    return { ok: true, was: stampOf(after) };
  });
}

async function isTaken(tx: Tx, name: string, exceptId?: number): Promise<boolean> {
  const other = await tx.category.findFirst({
    where: { name, ...(exceptId !== undefined && { id: { not: exceptId } }) },
    select: { id: true },
  });
  return other !== null;
}
