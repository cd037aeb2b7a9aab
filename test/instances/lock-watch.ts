import pg from "pg";

/** A connection beside all instances: who waits for whom, and the end of other connections. */
export type LockWatch = {
  /** Which of these processes of PostgreSQL wait for a lock that another one holds. */
  waiting: (pids: readonly number[]) => Promise<Set<number>>;
  /** Ends these connections, and with them their transactions; when it answers nothing of them is held any more. */
  end: (pids: readonly number[]) => Promise<void>;
  close: () => Promise<void>;
};

/** So long a connection may take to end, in ms. */
const END_MS = 10_000;

export async function openLockWatch(connectionString: string): Promise<LockWatch> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return {
    async waiting(pids) {
      const { rows } = await client.query<{ pid: number }>(
        "SELECT pid FROM unnest($1::int[]) AS pid WHERE cardinality(pg_blocking_pids(pid)) > 0",
        [pids],
      );
      return new Set(rows.map(({ pid }) => pid));
    },
    async end(pids) {
      await client.query("SELECT pg_terminate_backend(pid, $2) FROM pg_stat_activity WHERE pid = ANY($1::int[])", [pids, END_MS]);
    },
    close: () => client.end(),
  };
}
