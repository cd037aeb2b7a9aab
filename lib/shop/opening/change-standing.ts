import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Result, refuse } from "@/lib/server/result";
import type { AuditKind } from "@/lib/shop/audit/audit-entry";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { readOpening } from "./read-opening";
import type { Standing } from "./standing";

/** `openedAt`: of the one change with which a live shop begins to sell. */
type Change = { from: Standing; to: Standing; note: string; kind: AuditKind; openedAt?: Date };

/** The row of the opening, locked until the transaction ends; made where there is none. */
export async function lockOpening(tx: Tx): Promise<void> {
  await tx.$executeRaw`INSERT INTO shop_opening (id) VALUES (1) ON CONFLICT DO NOTHING`;
  await tx.$queryRaw`SELECT 1 FROM shop_opening WHERE id = 1 FOR UPDATE`;
}

/** Moves the shop from one standing to another, in the transaction given. Refuses with `moved` when it is no longer in the first. */
export async function changeStanding(tx: Tx, shop: Shop, { from, to, note, kind, openedAt }: Change): Promise<Result<object, "moved">> {
  await lockOpening(tx);
  const before = await readOpening({ db: tx, config: shop.config });
  if (before.standing !== from) return refuse("moved");
  await tx.shopOpening.update({ where: { id: 1 }, data: { standing: to, note, changedAt: shop.now(), ...(openedAt && { openedAt }) } });
  await recordAudit(tx, shop, { kind, ...(note && { after: { shopNote: note } }) });
  return { ok: true };
}

/**
 * 暂停营业: nothing more can be bought, and shoppers read the note. Payments, notices, order pages, shipping and refunds go on.
 * Refuses with `moved` when the shop is not open.
 */
export function pauseShop(shop: Shop, note: string): Promise<Result<object, "moved">> {
  return shop.db.$transaction((tx) => changeStanding(tx, shop, { from: "open", to: "paused", note, kind: "shop_paused" }));
}

/** 恢复营业. Refuses with `moved` when the shop is not paused. */
export function resumeShop(shop: Shop): Promise<Result<object, "moved">> {
  return shop.db.$transaction((tx) => changeStanding(tx, shop, { from: "paused", to: "open", note: "", kind: "shop_resumed" }));
}
