import type { Gateway } from "@/lib/alipay/gateway";
import { eachGateway } from "@/lib/shop/gateways";
import type { Shop } from "@/lib/shop/shop";

/** A run that stops before each thing that it waits for, until it is told to go on. */
export type Walk<Value> = {
  /** Goes on to the next stop; true when the run has ended. */
  step: () => Promise<boolean>;
  /** Goes on to its end. */
  finish: () => Promise<Value>;
};

/**
 * Starts a verb on a shop of its own view, which stops before each statement, each transaction and each call of the gateway. So
 * a test decides what happens between any two of them. A transaction is one step: what is in it takes turns by the database's
 * own locks.
 */
export function walk<Value>(shop: Shop, run: (shop: Shop) => Promise<Value>): Walk<Value> {
  const stops = new Stops();
  const done = run(watched(shop, () => stops.reach())).finally(() => stops.end());
  done.catch(() => {}); // told by finish()
  return {
    step: () => stops.next(),
    finish: async () => {
      while (!(await stops.next()));
      return done;
    },
  };
}

/** The place where the two sides meet: the run arrives at a stop, the test lets it go. */
class Stops {
  #isOver = false;
  #waiting: (() => void) | null = null;
  #arrived: (() => void) | null = null;

  async reach(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#waiting = resolve;
      this.#arrived?.();
    });
  }

  end(): void {
    this.#isOver = true;
    this.#arrived?.();
  }

  async next(): Promise<boolean> {
    if (this.#isOver) return true;
    if (!this.#waiting) await this.#arrival();
    const go = this.#waiting;
    this.#waiting = null;
    if (!go) return true;
    const arrival = this.#arrival();
    go();
    await arrival;
    return this.#isOver;
  }

  #arrival(): Promise<void> {
    return new Promise((resolve) => {
      this.#arrived = () => {
        this.#arrived = null;
        resolve();
      };
    });
  }
}

type Pause = () => Promise<void>;
type Call = (...args: unknown[]) => unknown;

function watched(shop: Shop, pause: Pause): Shop {
  const pool = new Proxy(shop.pool, {
    get: (target, name) => (name === "query" ? stopping(target.query, target, pause) : Reflect.get(target, name)),
  });
  return {
    ...shop,
    pool,
    db: watchedDb(shop.db, pause),
    gateways: eachGateway(shop.gateways, (gateway) => watchedGateway(gateway, pause)),
  };
}

/** Prisma's methods answer with promises that begin only when they are awaited, so the stop comes before the call. */
function watchedDb(db: Shop["db"], pause: Pause): Shop["db"] {
  return new Proxy(db, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown;
      if (typeof value === "function") return stopping(value as Call, target, pause);
      if (typeof name !== "string" || name.startsWith("$") || typeof value !== "object" || value === null) return value;
      return new Proxy(value, {
        get(model, method) {
          const verb = Reflect.get(model, method) as unknown;
          return typeof verb === "function" ? stopping(verb as Call, model, pause) : verb;
        },
      });
    },
  });
}

const CALLS = ["startPayment", "queryTrade", "closeTrade", "confirmNotification", "refund", "queryRefund"];

function watchedGateway(gateway: Gateway, pause: Pause): Gateway {
  return new Proxy(gateway, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown;
      return CALLS.includes(String(name)) ? stopping(value as Call, target, pause) : value;
    },
  });
}

function stopping(call: unknown, self: object, pause: Pause): Call {
  return async (...args) => {
    await pause();
    return Reflect.apply(call as Call, self, args);
  };
}
