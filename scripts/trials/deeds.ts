// What a transaction does, told from the tables that it writes: so that one can be met by name between the shop and its database.

export const DEEDS = [
  "migrating",
  "placing an order",
  "booking a payment",
  "promising a refund",
  "booking a refund",
  "sending a refund",
  "closing an order",
  "sending to the cashier",
  "keeping a notice",
  "taking due rows",
  "writing a discrepancy",
  "something else",
] as const;
export type Deed = (typeof DEEDS)[number];

/** `FOR UPDATE` locks and `DO UPDATE SET` belongs to its INSERT: neither is followed by a table that is written. */
const WRITES = /\b(insert\s+into|(?<!for\s)(?<!key\s)(?<!do\s)update|delete\s+from)\s+(?:only\s+)?(?:"?public"?\.)?"?([a-z_]+)"?/gi;

/** The writes of a statement, such as `insert orders`; also those inside of WITH. */
export function writesOf(text: string): string[] {
  const found = [...text.matchAll(WRITES)].map(
    ([, verb = "", table = ""]) => `${verb.toLowerCase().split(/\s/)[0]} ${table.toLowerCase()}`,
  );
  const leases = /skip\s+locked/i.test(text) && found.length > 0 ? ["lease"] : [];
  return [...found, ...leases];
}

/** Names what writes these; null when nothing is written. */
export function deedOf(writes: ReadonlySet<string>): Deed | null {
  if (writes.size === 0) return null;
  if (writes.has("insert _prisma_migrations")) return "migrating";
  if (writes.has("insert payments")) return "booking a payment";
  if (writes.has("insert orders")) return "placing an order";
  if (writes.has("insert refunds")) return "promising a refund";
  if (writes.has("update refunds") && writes.has("insert ledger_transfers")) return "booking a refund";
  if (writes.has("lease")) return "taking due rows";
  if (writes.has("update refunds")) return "sending a refund";
  if (writes.has("insert stock_movements") && writes.has("update orders")) return "closing an order";
  if (writes.has("update payment_attempts") || writes.has("insert payment_attempts")) return "sending to the cashier";
  if (writes.has("insert notify_deliveries") || writes.has("update notify_deliveries")) return "keeping a notice";
  if (writes.has("insert discrepancies") || writes.has("update discrepancies")) return "writing a discrepancy";
  return "something else";
}
