import "server-only";
import { whoOf } from "@/lib/shop/by";
import { askToClose } from "@/lib/shop/orders/ask-to-close";
import { auditOrder } from "@/lib/shop/orders/audit-order";
import type { Shop } from "@/lib/shop/shop";
import { closeOrder } from "./close-order";

const BATCH = 50;
/** The owner waits for so many closings at most; the worker does the rest. */
const MOST_AT_ONCE = 100;

export type ClosedUnpaid = {
  /** Their goods are for sale again. */
  closed: number;
  /** The worker closes them, where somebody was sent to the cashier after asking Alipay. */
  closing: number;
  /** Left alone: their buyers are at Alipay's, or came back from there. */
  spared: number;
};

/**
 * The owner closes the unpaid orders of a variant, or with null all of them, because somebody holds goods without paying. The note
 * stands in the timeline of each. Those whose buyer has logged in at the cashier or came back from it are left alone: they have
 * shown who they are, and money may be on its way. An order to whose cashier nobody was sent is closed at once, the others by the
 * worker, as if each had been closed by itself.
 */
export async function closeUnpaid(shop: Shop, { variantId, note }: { variantId: number | null; note: string }): Promise<ClosedUnpaid> {
  const found = await shop.db.order.findMany({
    where: { status: "PENDING", closeWanted: null, ...(variantId !== null && { lines: { some: { variantId } } }) },
    select: {
      id: true,
      attempts: { select: { tradeNo: true, startedAt: true, returnedAt: true } },
      payments: { select: { id: true }, take: 1 },
    },
    orderBy: { id: "asc" },
  });
  const chosen = found.filter(({ attempts, payments }) => payments.length === 0 && !attempts.some((it) => it.tradeNo ?? it.returnedAt));
  let closed = 0;
  for (let from = 0; from < chosen.length; from += BATCH) {
    const batch = chosen.slice(from, from + BATCH);
    const asked = await askAll(
      shop,
      batch.map(({ id }) => id),
      note,
    );
    const unopened = batch.filter(({ id, attempts }) => asked.has(id) && !attempts.some(({ startedAt }) => startedAt));
    for (const { id } of unopened.slice(0, MOST_AT_ONCE - closed)) if ((await closeOrder(shop, id)).kind === "closed") closed++;
  }
  return { closed, closing: chosen.length - closed, spared: found.length - chosen.length };
}

/** @returns those that were still unpaid */
async function askAll(shop: Shop, orderIds: string[], note: string): Promise<Set<string>> {
  return shop.db.$transaction(async (tx) => {
    const asked = new Set<string>();
    for (const orderId of orderIds) {
      if (!(await askToClose(tx, { orderId, by: "owner", at: shop.now(), detail: { note, ...whoOf(shop) } }))) continue;
      await auditOrder(tx, shop, orderId, { kind: "close_asked" });
      asked.add(orderId);
    }
    return asked;
  });
}
