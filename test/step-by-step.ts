import type { Shop } from "@/lib/shop/shop";
import { watchShop } from "./watched-shop";

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
  const stopping = async (call: () => unknown) => {
    await stops.reach();
    return call();
  };
  const done = run(watchShop(shop, stopping)).finally(() => stops.end());
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
