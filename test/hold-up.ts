import { expect } from "vitest";
import type { Shop } from "@/lib/shop/shop";

/** Holds what these statements lock, until what it answers is called: whoever needs it stops there, in the midst of a transaction. */
export async function holdUp({ pool }: Pick<Shop, "pool">, ...statements: string[]): Promise<() => Promise<void>> {
  const client = await pool.connect();
  for (const statement of ["BEGIN", ...statements]) await client.query(statement);
  return async () => {
    await client.query("COMMIT");
    client.release();
  };
}

/** Waits until so many connections of this database wait for a lock that another one holds. */
export async function untilWaiting({ pool }: Pick<Shop, "pool">, connections: number): Promise<void> {
  const waiting = async () => {
    const { rows } = await pool.query<{ waiting: number }>(
      "SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0",
    );
    return rows[0]?.waiting;
  };
  await expect.poll(waiting, { interval: 5, timeout: 10_000 }).toBe(connections);
}
