/*
 * Who may be sent to the cashier, decided from facts alone; the checked model of the protocol (docs/reliability/model.md) moves by the
 * same functions.
 */

/** Why an order takes no payment as it stands; null where it does. */
export function whyNotOpen({
  status,
  closeWanted,
}: {
  status: string;
  closeWanted: string | null;
}): "closed" | "paid" | "confirming" | null {
  if (status === "CLOSED") return "closed";
  if (status !== "PENDING") return "paid";
  return closeWanted ? "confirming" : null;
}

/** Why nobody is sent to pay again after what the gateway has told of the time before (`settled`: what became of it; null: nothing to book). */
export function whyNotAgain(settled: string | null): "paid" | "confirming" | null {
  if (settled === "paid" || settled === "repeat") return "paid";
  return settled === "discrepancy" || settled === "pending" ? "confirming" : null;
}
