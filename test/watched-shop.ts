import type { Gateway } from "@/lib/alipay/gateway";
import { eachGateway } from "@/lib/shop/gateways";
import type { Shop } from "@/lib/shop/shop";

/** Is handed each thing that a shop waits for, and calls it when it likes. */
export type Watch = (call: () => unknown) => unknown;
type Call = (...args: unknown[]) => unknown;

/**
 * A view of a shop that hands each statement, each transaction and each call of the gateway to `watch`. A transaction is one
 * call: what is in it takes turns by the database's own locks.
 */
export function watchShop<Watched extends Shop>(shop: Watched, watch: Watch): Watched {
  const pool = new Proxy(shop.pool, {
    // A transaction of its own begins with its connection.
    get: (target, name) => (name === "query" || name === "connect" ? watched(target[name], target, watch) : Reflect.get(target, name)),
  });
  return {
    ...shop,
    pool,
    db: watchDb(shop.db, watch),
    gateways: eachGateway(shop.gateways, (gateway) => watchCalls(gateway, watch)),
  };
}

/** Prisma's methods answer with promises that begin only when they are awaited, so the watch comes before the call. */
function watchDb(db: Shop["db"], watch: Watch): Shop["db"] {
  return new Proxy(db, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown;
      if (typeof value === "function") return watched(value as Call, target, watch);
      if (typeof name !== "string" || name.startsWith("$") || typeof value !== "object" || value === null) return value;
      return new Proxy(value, {
        get(model, method) {
          const verb = Reflect.get(model, method) as unknown;
          return typeof verb === "function" ? watched(verb as Call, model, watch) : verb;
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
      return CALLS.includes(String(name)) ? watched(value as Call, target, watch) : value;
    },
  });
}

function watched(call: unknown, self: object, watch: Watch): Call {
  return (...args) => watch(() => Reflect.apply(call as Call, self, args));
}
