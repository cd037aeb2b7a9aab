import "server-only";
import type pg from "pg";
import { counter, gauge, histogram, onRead } from "./registry";

type Got = Parameters<pg.Pool["connect"]>[0];

const connections = gauge("database_pool_connections", {
  help: "Connections of a pool that are busy or idle.",
  labels: ["pool", "state"],
});
const limit = gauge("database_pool_connections_limit", { help: "How many connections a pool may have.", labels: ["pool"] });
const waiting = gauge("database_pool_waiting", { help: "Callers that wait for a connection.", labels: ["pool"] });
const waits = histogram("database_pool_wait_seconds", {
  help: "How long a caller waited for a connection.",
  labels: ["pool"],
  buckets: [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
});
const failures = counter("database_pool_failures_total", {
  help: "Callers that got no connection, since none became free in time or none could be opened.",
  labels: ["pool"],
});

/** Watches a pool: how many connections it has, and how long each caller waits for one. `pool` is one of few names. */
export function meterPool(of: pg.Pool, pool: "shop" | "notices"): void {
  failures.inc({ pool }, 0);
  limit.set({ pool }, of.options.max);
  onRead(`pool ${pool}`, () => {
    connections.set({ pool, state: "idle" }, of.idleCount);
    connections.set({ pool, state: "busy" }, of.totalCount - of.idleCount);
    waiting.set({ pool }, of.waitingCount);
  });
  const connect = of.connect.bind(of) as (got?: Got) => Promise<pg.PoolClient>;
  // Pool.query comes here too, with a callback.
  const metered = (got?: Got) => {
    const since = performance.now();
    const over = (error: unknown) => {
      waits.observe({ pool }, (performance.now() - since) / 1000);
      if (error) failures.inc({ pool });
    };
    if (got)
      return connect((error, client, release) => {
        over(error);
        got(error, client, release);
      });
    return connect().then(
      (client) => {
        over(null);
        return client;
      },
      (error: unknown) => {
        over(error);
        throw error;
      },
    );
  };
  of.connect = metered as pg.Pool["connect"];
}
