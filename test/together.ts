import { AsyncLocalStorage } from "node:async_hooks";
import fc from "fast-check";

/** Some deeds that begin at the same moment. `order` says who goes on whenever several could. */
export type Together<Deed> = { do: "together"; deeds: Deed[]; order: number[] };

/** Above this a number of `order` lets two go on side by side. */
const ONE_ALONE = 8;
const anOrder = fc.array(fc.nat(ONE_ALONE + 3), { minLength: 16, maxLength: 16 });

/** One of these deeds, or two to four of them at once. Whoever does something to an order says `which`. */
export function aloneOrTogether<Deed extends object>(deed: fc.Arbitrary<Deed>): fc.Arbitrary<Deed | Together<Deed>> {
  const deeds = fc.array(deed, { minLength: 2, maxLength: 4 });
  const several = fc.record({
    do: fc.constant("together" as const),
    // People are in each other's way where they do it to the same order.
    deeds: fc.oneof({ weight: 1, arbitrary: deeds }, { weight: 3, arbitrary: deeds.map(toOneOrder) }),
    order: anOrder,
  });
  return fc.oneof({ weight: 2, arbitrary: deed }, { weight: 1, arbitrary: several });
}

function toOneOrder<Deed extends object>(deeds: Deed[]): Deed[] {
  const which = deeds.flatMap((deed) => ("which" in deed ? [deed.which] : []))[0];
  return deeds.map((deed) => ("which" in deed ? { ...deed, which } : deed));
}

/** All that is done, alone or together. */
export function allDeeds<Deed extends { do: string }>(steps: readonly (Deed | Together<Deed>)[]): Deed[] {
  return steps.flatMap((step) => (isTogether(step) ? step.deeds : [step]));
}

function isTogether<Deed extends { do: string }>(step: Deed | Together<Deed>): step is Together<Deed> {
  return step.do === "together";
}

/** The same without two who go on side by side: then everything is the seed's, also what PostgreSQL's locks would decide. */
export function oneAtATime<Deed extends { do: string }>(step: Deed | Together<Deed>): Deed | Together<Deed> {
  return isTogether(step) ? { ...step, order: step.order.map((drawn) => drawn % (ONE_ALONE + 1)) } : step;
}

type Turn = { turns: Turns; who: number };
const current = new AsyncLocalStorage<Turn>();

/**
 * Runs deeds at the same time, each of which stops before every statement, transaction and call of the gateway, until `order`
 * lets it go on; most often one alone. So which of them comes first at every stop is the seed's, and the same in each run.
 *
 * Not the seed's is what happens inside of two calls that go on side by side: of two transactions PostgreSQL's locks say who
 * waits for whom, as in the shop. That is so of one in four turns, since the one thing that turns alone cannot show is a
 * transaction that begins before another one ends.
 */
export async function runTogether(deeds: (() => Promise<void>)[], order: readonly number[]): Promise<void> {
  const turns = new Turns(order);
  const running = Promise.allSettled(deeds.map((deed, who) => current.run({ turns, who }, deed)));
  await turns.until(running);
  const failed = (await running).find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}

/**
 * Runs one deed of somebody alone, in which several things may go on at the same time (the worker looks at rows side by side): what
 * comes first is the same in each run.
 */
export function runAlone(deed: () => Promise<void>): Promise<void> {
  return runTogether([deed], [0]);
}

/** A shop's watch (test/watched-shop.ts): waits for its turn where deeds run together, and calls at once where not. */
export function inTurn(call: () => unknown): unknown {
  const turn = current.getStore();
  return turn ? turn.turns.take(turn.who, () => current.exit(async () => await call())) : call();
}

type Waiting = { who: number; go: () => void };

class Turns {
  readonly #order: readonly number[];
  #drawn = 0;
  #waiting: Waiting[] = [];
  #underWay = 0;
  #isOver = false;
  #wake = () => {};

  constructor(order: readonly number[]) {
    this.#order = order;
  }

  async take<Value>(who: number, call: () => Promise<Value>): Promise<Value> {
    if (this.#isOver) return call();
    await new Promise<void>((go) => {
      this.#waiting.push({ who, go });
      this.#wake();
    });
    try {
      return await call();
    } finally {
      this.#underWay--;
      this.#wake();
    }
  }

  async until(running: Promise<unknown>): Promise<void> {
    void running.then(() => {
      this.#isOver = true;
      this.#wake();
    });
    while (!this.#isOver) {
      // Whoever was answered goes on to the next stop before somebody is chosen.
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#isOver) break;
      if (this.#underWay > 0 || this.#waiting.length === 0)
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      else this.#letGo();
    }
    // What somebody began and nobody waits for goes on alone.
    this.#underWay += this.#waiting.length;
    for (const { go } of this.#waiting) go();
  }

  #letGo(): void {
    const drawn = this.#order[this.#drawn++ % this.#order.length] ?? 0;
    const chosen = this.#choose(drawn);
    // A second one of the same deed would have gone at the same moment anyway.
    const beside = drawn > ONE_ALONE ? this.#choose(drawn >> 1) : null;
    for (const one of [chosen, beside]) {
      if (!one) continue;
      this.#underWay++;
      one.go();
    }
  }

  #choose(drawn: number): Waiting | null {
    // By deed, since in what order two that went side by side come back is not the seed's.
    this.#waiting.sort((one, other) => one.who - other.who);
    return this.#waiting.splice(drawn % Math.max(1, this.#waiting.length), 1)[0] ?? null;
  }
}
