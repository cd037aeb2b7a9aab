import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { lockCategories } from "./lock-rows";

export type CategoryMove = "first" | "up" | "down";

/** Moves a category among the others, in the order that shoppers see; over the edge nothing changes. Refuses one that is gone. */
export async function moveCategory(shop: Shop, id: number, move: CategoryMove): Promise<Result<object, "gone">> {
  return shop.db.$transaction(async (tx) => {
    const categories = await lockCategories(tx);
    const from = categories.findIndex((category) => category.id === id);
    const moved = categories[from];
    if (!moved) return refuse("gone");
    const rest = categories.toSpliced(from, 1);
    const to = move === "first" ? 0 : Math.min(rest.length, Math.max(0, from + (move === "up" ? -1 : 1)));
    if (to === from) return { ok: true };
    for (const [index, category] of rest.toSpliced(to, 0, moved).entries())
      if (category.position !== index + 1) await tx.category.update({ where: { id: category.id }, data: { position: index + 1 } });
    await recordAudit(tx, shop, {
      ...{ kind: "category_changed", subject: id, name: moved.name },
      ...{ before: { position: from + 1 }, after: { position: to + 1 } },
    });
    return { ok: true };
  });
}
