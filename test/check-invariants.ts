import { expect } from "vitest";
import { checkInvariants as check, INVARIANT_CODES } from "@/lib/shop/invariants/check-invariants";
import { recordStuck } from "@/lib/shop/invariants/record-stuck";
import type { Shop } from "@/lib/shop/shop";

/** A test moves the clock and lets the worker look when it wants; where the worker always looks, test/simulation.ts checks this too. */
const WITHOUT_A_WORKER = INVARIANT_CODES.filter((code) => code !== "overdue");

/** What must hold after everything, whatever happened: all that the live shop checks, once the worker has had its minute. */
export async function checkInvariants(shop: Shop): Promise<void> {
  await recordStuck(shop);
  const { broken, unchecked } = await check(shop, { codes: WITHOUT_A_WORKER, allOrders: true });
  expect({ broken, unchecked }, "what must always hold").toEqual({ broken: [], unchecked: [] });
}

/** Nothing that is due has been left lying, once the worker has been everywhere. */
export async function checkNothingOverdue(shop: Shop): Promise<void> {
  const { broken, unchecked } = await check(shop, { codes: ["overdue"] });
  expect({ broken, unchecked }, "what has been due for long").toEqual({ broken: [], unchecked: [] });
}
