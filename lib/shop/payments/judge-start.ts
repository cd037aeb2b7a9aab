import type { Screen } from "@/lib/shop/orders/placed-order";

/*
 * Who may be sent to the cashier, decided from facts alone; the checked model of the protocol (docs/reliability/model.md) moves by the
 * same functions.
 */

/** Why an order takes no payment as it stands; null where it does. */
export function whyNotOpen({ status, closeWanted, changing }: OpenFacts): "closed" | "paid" | "confirming" | "changing" | null {
  if (status === "CLOSED") return "closed";
  if (status !== "PENDING") return "paid";
  if (closeWanted) return "confirming";
  return changing ? "changing" : null;
}

/** `changing`: its owner wants other terms, and the payment at the old ones is yet to be closed. */
type OpenFacts = { status: string; closeWanted: string | null; changing: boolean };

/**
 * Whether its buyer agreed to what it costs now: the sum beside the button. One that no owner has changed costs what its form
 * showed, so a button from before sums were sent along is taken.
 */
export function isSumSeen({ totalFen, termChanges }: { totalFen: number; termChanges: number }, seenFen: number | undefined): boolean {
  return seenFen === undefined ? termChanges === 0 : seenFen === totalFen;
}

/**
 * Whether its buyer was shown where it goes now: a button of a page with the address carries how often the owner had changed the order
 * when that was rendered (`seenTerms`). Only where the owner has sent it elsewhere does it matter.
 */
export function isAddressSeen(
  { hasMoved, termChanges }: { hasMoved: boolean; termChanges: number },
  seenTerms: number | undefined,
): boolean {
  return !hasMoved || seenTerms === termChanges;
}

/** Why nobody is sent to pay again after what the gateway has told of the time before (`settled`: what became of it; null: nothing to book). */
export function whyNotAgain(settled: string | null): "paid" | "confirming" | null {
  if (settled === "paid" || settled === "repeat") return "paid";
  return settled === "discrepancy" || settled === "pending" ? "confirming" : null;
}

type Pages = { hasComputerPage: boolean };

/** The page that an attempt's row names. */
export function toScreen(kept: string): Screen {
  return kept === "computer" ? "computer" : "phone";
}

/** On whose page a payment that begins now is paid: the one for computers only where the contract has it. */
export function screenFor({ hasComputerPage }: Pages, screen: Screen): Screen {
  return hasComputerPage ? screen : "phone";
}

/**
 * Why a payment that was begun for one page cannot go on where the buyer is now; null where it can. One number is one request
 * (docs/wire), so it stays with its page: the one for computers opens on a phone too, the one for phones turns computers away. A contract
 * whose page for computers is switched off meanwhile has none to go on with.
 */
export function whyNotHere(begun: Screen, { screen, hasComputerPage }: Pages & { screen: Screen }): "on_phone" | "confirming" | null {
  if (begun === "computer") return hasComputerPage ? null : "confirming";
  return screen === "computer" ? "on_phone" : null;
}
