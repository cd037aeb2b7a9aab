import { createHash } from "node:crypto";

/** Reads rows, with values for $1, $2, … */
export type Read = <Row>(sql: string, values?: unknown[]) => Promise<Row[]>;

/** What the books say of each order, by its payment's number. */
export type Snapshot = Map<string, string>;

const OF_AN_ORDER = {
  events: "SELECT string_agg(it::text, ',' ORDER BY it.id) FROM order_events it WHERE it.order_id = o.id",
  lines: "SELECT string_agg(it::text, ',' ORDER BY it.id) FROM order_lines it WHERE it.order_id = o.id",
  visits: "SELECT count(*)::text FROM link_visits it WHERE it.order_id = o.id",
  payments: "SELECT string_agg(it::text, ',' ORDER BY it.id) FROM payments it WHERE it.order_id = o.id OR it.out_trade_no = a.out_trade_no",
  refunds: "SELECT string_agg(it::text, ',' ORDER BY it.id) FROM refunds it WHERE it.order_id = o.id",
  reports: "SELECT string_agg(it::text, ',' ORDER BY it.id) FROM reported_refunds it WHERE it.out_trade_no = a.out_trade_no",
  discrepancies:
    "SELECT string_agg(it::text, ',' ORDER BY it.id) FROM discrepancies it WHERE it.order_id = o.id OR it.out_trade_no = a.out_trade_no",
};

/** All that is written about each order, to the last column. */
export async function readBooks(read: Read): Promise<Snapshot> {
  const parts = Object.values(OF_AN_ORDER).map((query) => `(${query})`);
  const rows = await read<{ no: string; text: string }>(
    `SELECT a.out_trade_no AS no, concat_ws('|', o::text, a::text, ${parts.join(", ")}) AS text
     FROM payment_attempts a JOIN orders o ON o.id = a.order_id`,
  );
  return new Map(rows.map(({ no, text }) => [no, createHash("sha256").update(text).digest("hex")]));
}

/** What is different though no genuine message was taken that is about it: `touched` are the numbers of orders and batches of which one was. */
export async function findChanges(read: Read, { before, touched }: { before: Snapshot; touched: ReadonlySet<string> }): Promise<string[]> {
  const now = await readBooks(read);
  const changed = [...before].filter(([no, text]) => !touched.has(no) && now.get(no) !== text);
  const isStray = (about: string) => ![...touched].some((no) => about.includes(no));
  const strays = await Promise.all(
    Object.entries({
      payments: "SELECT out_trade_no AS about FROM payments",
      refunds: "SELECT p.out_trade_no AS about FROM refunds r JOIN payments p ON p.id = r.payment_id",
      reported_refunds: "SELECT concat_ws(' ', out_trade_no, dedupe_key) AS about FROM reported_refunds",
      discrepancies: "SELECT concat_ws(' ', out_trade_no, dedupe_key) AS about FROM discrepancies",
    }).map(async ([table, sql]) =>
      (await read<{ about: string }>(sql)).filter(({ about }) => isStray(about)).map(({ about }) => `a row of ${table} about ${about}`),
    ),
  );
  return [...changed.map(([no]) => `the order of ${no} changed`), ...strays.flat()];
}

/** Which of these orders are paid. */
export async function paidOf(read: Read, numbers: readonly string[]): Promise<Set<string>> {
  const rows = await read<{ no: string }>(
    "SELECT a.out_trade_no AS no FROM payment_attempts a JOIN orders o ON o.id = a.order_id WHERE a.out_trade_no = ANY($1) AND o.status <> 'PENDING'",
    [numbers],
  );
  return new Set(rows.map(({ no }) => no));
}
