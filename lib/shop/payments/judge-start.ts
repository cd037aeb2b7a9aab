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

/** Why nobody is sent to pay again after what the gateway has told of the time before (`settled`: what became of it; null: nothing to book). */
export function whyNotAgain(settled: string | null): "paid" | "confirming" | null {
  if (settled === "paid" || settled === "repeat") return "paid";
  return settled === "discrepancy" || settled === "pending" ? "confirming" : null;
}
