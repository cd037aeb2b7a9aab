import { expect } from "vitest";
import { checkInvariants as check, INVARIANT_CODES } from "@/lib/shop/invariants/check-invariants";
import { recordStuck } from "@/lib/shop/invariants/record-stuck";
import { ORDER_VIEW_SELECT, toOrderView } from "@/lib/shop/orders/get-order";
import { standingOf } from "@/lib/shop/orders/order";
import { readStanding } from "@/lib/shop/orders/read-standing";
import type { Shop } from "@/lib/shop/shop";

/** A test moves the clock and lets the worker look when it wants; where the worker always looks, test/simulation.ts checks this too. */
const WITHOUT_A_WORKER = INVARIANT_CODES.filter((code) => code !== "overdue");

/** What must hold after everything, whatever happened: all that the live shop checks, once the worker has had its minute. */
export async function checkInvariants(shop: Shop): Promise<void> {
  await recordStuck(shop);
  const { broken, unchecked } = await check(shop, { codes: WITHOUT_A_WORKER, allOrders: true });
  expect({ broken, unchecked }, "what must always hold").toEqual({ broken: [], unchecked: [] });
  await comparePollsWithPages(shop);
}

/** So many orders of a test, the newest, are compared. */
const COMPARED = 50;

/** A poll reads less than its page, and must say the same: else a page would be made anew for nothing, or never. */
async function comparePollsWithPages(shop: Shop): Promise<void> {
  const orders = await shop.db.order.findMany({ select: ORDER_VIEW_SELECT, orderBy: { createdAt: "desc" }, take: COMPARED });
  const polls = await Promise.all(orders.map(({ id }) => readStanding(shop, id)));
  const pages = orders.map((row) => standingOf(toOrderView(row, shop.now())));
  expect(
    polls.map(({ phase, refundMark, version }) => ({ phase, refundMark, version })),
    "what polls say",
  ).toEqual(pages);
}

/** Nothing that is due has been left lying, once the worker has been everywhere. */
export async function checkNothingOverdue(shop: Shop): Promise<void> {
  const { broken, unchecked } = await check(shop, { codes: ["overdue"] });
  expect({ broken, unchecked }, "what has been due for long").toEqual({ broken: [], unchecked: [] });
}
