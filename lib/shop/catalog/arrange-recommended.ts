import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { MOST_RECOMMENDED } from "./product";

export type RecommendedMove = "up" | "down" | "remove";

/** Recommends a product behind the others, on sale or not; one that is recommended already stays where it is. Refuses one that is gone, and one too many. */
export async function recommendProduct(shop: Shop, id: number): Promise<Result<object, "gone" | Refusal<"too_many", { most: number }>>> {
  return shop.db.$transaction(async (tx) => {
    const recommended = await lockRecommended(tx);
    const product = await tx.product.findUnique({ where: { id }, select: { title: true } });
    if (!product) return refuse("gone");
    if (recommended.some((one) => one.id === id)) return { ok: true };
    if (recommended.length >= MOST_RECOMMENDED) return refuse("too_many", { most: MOST_RECOMMENDED });
    await write(tx, [...recommended, { id, recommended: null }]);
    await recordAudit(tx, shop, { kind: "recommended_changed", subject: id, name: product.title, after: { isRecommended: true } });
    return { ok: true };
  });
}

/** Moves a recommended product among the others, or takes it out; over the edge nothing changes. Refuses one that is not recommended any more. */
export async function moveRecommended(shop: Shop, id: number, move: RecommendedMove): Promise<Result<object, "not_recommended">> {
  return shop.db.$transaction(async (tx) => {
    const all = await lockRecommended(tx);
    const from = all.findIndex((one) => one.id === id);
    const moved = all[from];
    if (!moved) return refuse("not_recommended");
    const rest = all.toSpliced(from, 1);
    const to = Math.min(rest.length, Math.max(0, from + (move === "up" ? -1 : 1)));
    if (move !== "remove" && to === from) return { ok: true };
    await write(tx, move === "remove" ? rest : rest.toSpliced(to, 0, moved));
    if (move === "remove") await tx.product.update({ where: { id }, data: { recommended: null } });
    const { title: name } = await tx.product.findUniqueOrThrow({ where: { id }, select: { title: true } });
    const isMoved = move !== "remove";
    await recordAudit(tx, shop, {
      ...{ kind: "recommended_changed", subject: id, name },
      ...(isMoved && { before: { position: from + 1 } }),
      after: isMoved ? { position: to + 1 } : { isRecommended: false },
    });
    return { ok: true };
  });
}

type Placed = { id: number; recommended: number | null };

/** What is recommended, in its order; whoever changes it goes one after the other. */
async function lockRecommended(tx: Tx): Promise<Placed[]> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('recommended', 0))`;
  return tx.product.findMany({
    where: { recommended: { not: null } },
    orderBy: [{ recommended: "asc" }, { id: "asc" }],
    select: { id: true, recommended: true },
  });
}

async function write(tx: Tx, order: readonly Placed[]): Promise<void> {
  for (const [index, { id, recommended }] of order.entries())
    if (recommended !== index + 1) await tx.product.update({ where: { id }, data: { recommended: index + 1 } });
}
