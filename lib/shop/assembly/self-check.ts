import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import type { Check } from "../invariants/invariant";
import { checkInTurn, readLastCheck } from "../invariants/last-check";
import type { Shop } from "../shop";

/** How often the worker adds the books up, in ms. */
const EVERY_MS = 5 * 60_000;
/** Whoever opens the overview gets a result that is no older than this, unless making one takes long, in ms. */
const FRESH_MS = 60_000;
const PATIENCE_MS = 1_500;

/** Kept on globalThis, since Next loads modules twice. */
const globals = globalThis as typeof globalThis & { xiaopuCheck?: Check | null };

/** The worker's step: takes its turn at checking the shop, or learns what another instance has found. */
export async function selfCheck(shop: Shop): Promise<void> {
  globals.xiaopuCheck = (await checkInTurn(shop, EVERY_MS)) ?? (await readLastCheck(shop));
}

export type CheckFigure = { broken: number; unchecked: number; checkedAt: Date };

/** How many invariants were broken at the last check that this process knows of; null before the first. Costs nothing. */
export function checkFigure(): CheckFigure | null {
  const check = globals.xiaopuCheck;
  return check ? { broken: check.broken.length, unchecked: check.unchecked.length, checkedAt: check.checkedAt } : null;
}

/**
 * What the owner's overview shows. A result of more than a minute ago is made anew, at most once a minute for all instances;
 * where that takes longer than a page may wait, the last one is shown. Null before the first.
 */
export async function readSelfCheck(shop: Shop): Promise<Check | null> {
  const known = await readLastCheck(shop);
  if (known && shop.now().getTime() - known.checkedAt.getTime() < FRESH_MS) return known;
  const fresh = checkNow(shop);
  return (await Promise.race([fresh, pause(PATIENCE_MS, null, { ref: false })])) ?? known;
}

async function checkNow(shop: Shop): Promise<Check | null> {
  try {
    const check = await checkInTurn(shop, FRESH_MS);
    globals.xiaopuCheck = check ?? globals.xiaopuCheck ?? null;
    return check;
  } catch (error) {
    shop.log.error({ err: error }, "the shop could not be checked");
    return null;
  }
}
