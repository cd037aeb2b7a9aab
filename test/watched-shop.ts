import type { PoolClient } from "pg";
import type { Gateway } from "@/lib/alipay/gateway";
import { eachGateway } from "@/lib/shop/gateways";
import type { Shop } from "@/lib/shop/shop";

/** Is handed each thing that a shop waits for, by its name, and calls it when it likes. */
export type Watch = (call: () => unknown, name: string) => unknown;
type Call = (...args: unknown[]) => unknown;

/**
 * A view of a shop that hands each statement, each transaction and each call of the gateway to `watch`. A transaction is one
 * call: what is in it takes turns by the database's own locks. One of its own begins with its connection; where they are `whole`,
 * the call lasts until that is given back.
 */
export function watchShop<Watched extends Shop>(shop: Watched, watch: Watch, { whole = false } = {}): Watched {
  const pool = new Proxy(shop.pool, {
    get(target, name) {
      if (name === "connect" && whole) return () => connectUntilReleased(target, watch);
      return name === "query" || name === "connect" ? watched(name, target, watch) : Reflect.get(target, name);
    },
  });
  return {
    ...shop,
    pool,
    db: watchDb(shop.db, watch),
    gateways: eachGateway(shop.gateways, (gateway) => watchCalls(gateway, watch)),
  };
}

function connectUntilReleased(pool: Shop["pool"], watch: Watch): Promise<PoolClient> {
  return new Promise((resolve, reject) => {
    const transaction = async () => {
      const client = await pool.connect();
      const { release } = client;
      const released = new Promise<void>((over) => {
        client.release = (...how) => {
          client.release = release;
          client.release(...how);
          over();
        };
      });
      resolve(client);
      await released;
    };
    Promise.resolve(watch(transaction, "connect")).catch(reject);
  });
}

/** Prisma's methods answer with promises that begin only when they are awaited, so the watch comes before the call. */
function watchDb(db: Shop["db"], watch: Watch): Shop["db"] {
  return new Proxy(db, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown;
      if (typeof value === "function") return watched(String(name), target, watch);
      if (typeof name !== "string" || name.startsWith("$") || typeof value !== "object" || value === null) return value;
      return new Proxy(value, {
        get(model, method) {
          const verb = Reflect.get(model, method) as unknown;
          return typeof verb === "function" ? watched(String(method), model, watch) : verb;
        },
      });
    },
  });
}

const CALLS = ["startPayment", "queryTrade", "closeTrade", "confirmNotification", "refund", "queryRefund"];

/** The same of one gateway alone. */
export function watchCalls(gateway: Gateway, watch: Watch): Gateway {
  return new Proxy(gateway, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown;
      return CALLS.includes(String(name)) ? watched(String(name), target, watch) : value;
    },
  });
}

/** Of what stands under the name now: a test may put something else there, and this back. */
function watched(name: string, self: object, watch: Watch): Call {
  const call = Reflect.get(self, name) as Call;
  return (...args) => watch(() => Reflect.apply(call, self, args), name);
}
