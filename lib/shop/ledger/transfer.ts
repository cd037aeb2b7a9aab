/** The noun: one movement of money between two accounts of the books (docs/decisions/0016). Pure. */

/**
 * gateway: what lies at Alipay for us. settled: what has paid an order. held: what has paid none, and waits for a person or for
 * its refund. promised: what is on its way back to a buyer.
 */
export type Account = "gateway" | "settled" | "held" | "promised";

/** The account of a payment's own money, by its disposition. */
export function accountOf({ disposition }: { disposition: string }): Account {
  return disposition === "settled" ? "settled" : "held";
}

/** Why money moves, and between which accounts. The database refuses everything else. */
export type Transfer =
  | { cause: "payment"; debit: "gateway"; credit: "settled" | "held" }
  | { cause: "promise"; debit: "settled" | "held"; credit: "promised" } // a refund is written down
  | { cause: "release"; debit: "promised"; credit: "settled" | "held" } // it failed: its sum is free again
  | { cause: "refund"; debit: "promised"; credit: "gateway" }; // it is done
