import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { waitsForRefund } from "./waiting-refund";

type Resolution = {
  id: bigint;
  resolution: string;
  by: string;
  /** Of money whose automatic refund is yet to begin: whether it goes back all the same, or stays with the shop. */
  money?: "goes_back" | "stays" | undefined;
};

/**
 * An owner has dealt with it and says how. Refuses one that is resolved already, so that no note overwrites another. Money that
 * would go back by itself is decided about in so many words, never by the note alone: refused without such a choice, and
 * `refund_begun` when it cannot stay any more.
 */
export async function resolveDiscrepancy(
  shop: Shop,
  { id, resolution, by, money }: Resolution,
): Promise<Result<object, "not_open" | "refund_waits" | "refund_begun">> {
  return shop.db.$transaction(async (tx) => {
    // Whoever begins the automatic refund holds the same lock.
    const [open] = await tx.$queryRaw<{ kind: string; tradeNo: string | null }[]>`
      SELECT kind, trade_no AS "tradeNo" FROM discrepancies WHERE id = ${id} AND resolved_at IS NULL FOR UPDATE`;
    if (!open) return refuse("not_open");
    const waits = await waitsForRefund(tx, open);
    if (waits && money === undefined) return refuse("refund_waits");
    if (!waits && money === "stays") return refuse("refund_begun");
    await tx.discrepancy.update({
      where: { id },
      data: { resolvedAt: shop.now(), resolution: `${resolution}（${by}）`, keepMoney: money === "stays" },
    });
    await recordAudit(tx, shop, {
      kind: "discrepancy_resolved",
      subject: id,
      after: { discrepancy: open.kind, resolution, ...(money && { money }) },
    });
    return { ok: true };
  });
}
