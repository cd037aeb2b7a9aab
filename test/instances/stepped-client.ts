import type pg from "pg";
import { Batch } from "@/lib/server/batch";
import { MortalClient } from "@/lib/server/connection";
import type { Place, Scheduler } from "./scheduler";

type Ask = (...args: unknown[]) => unknown;
type Callback = (error: Error | null, value?: unknown) => void;

/** A pool's connections from now on stop before each statement, and again before its answer is heard. */
export function stepPool(pool: pg.Pool, place: Place, scheduler: Scheduler): { pids: () => number[] } {
  const clients = new Set<SteppedClient>();
  const { onConnect } = pool.options as { onConnect?: (client: pg.ClientBase) => Promise<void> };
  Object.assign(pool.options, {
    onConnect: async (client: SteppedClient) => {
      await onConnect?.(client);
      await client.before;
      client.isReady();
    },
  });
  class Client extends SteppedClient {
    constructor(config?: string | pg.ClientConfig) {
      super(config, place, scheduler);
      clients.add(this);
      this.on("end", () => clients.delete(this));
    }
  }
  Object.assign(pool, { Client });
  return { pids: () => [...clients].flatMap((client) => client.pid ?? []) };
}

class SteppedClient extends MortalClient {
  readonly isReady: () => void;
  /** Connections that were begun earlier are there, or will never be. */
  readonly before: Promise<void>;

  constructor(config: string | pg.ClientConfig | undefined, place: Place, scheduler: Scheduler) {
    super(config);
    // Whoever is killed leaves nobody who would hear of it.
    this.on("error", () => {});
    const { over, before } = scheduler.opening();
    this.before = before;
    this.once("end", over);
    const ask = this.query.bind(this) as Ask;
    this.isReady = () => {
      over();
      const step: InSteps = (what, run) => scheduler.step({ by: place, what, pid: () => this.pid, run });
      this.query = ((...args: unknown[]) => askInSteps(ask, args, step)) as typeof this.query;
    };
  }

  get pid(): number | null {
    return (this as { processID?: number | null }).processID ?? null;
  }
}

type InSteps = (what: string, run: () => Promise<unknown>) => Promise<unknown>;

/** A question of pg's, in whichever of its three forms: with a callback, with a promise, or as an object that takes the answer. */
function askInSteps(ask: Ask, args: unknown[], step: InSteps): unknown {
  const [first, last] = [args[0], args.at(-1)];
  if (first instanceof Batch) {
    const told = first.callback as Callback;
    const sent = () =>
      new Promise((resolve, reject) => {
        first.callback = (error, answers) => (error ? reject(error) : resolve(answers));
        ask(first);
      });
    tell(step("several statements", sent), told);
    return first;
  }
  if (typeof last !== "function") return step(wordsOf(first), async () => await ask(...args));
  tell(
    step(wordsOf(first), async () => await ask(...args.slice(0, -1))),
    last as Callback,
  );
  return undefined;
}

function tell(answer: Promise<unknown>, told: Callback): void {
  answer.then(
    (value) => told(null, value),
    (error: Error) => told(error),
  );
}

/** A statement as the story tells it: its first words. */
function wordsOf(asked: unknown): string {
  const text = typeof asked === "string" ? asked : String((asked as { text?: unknown }).text ?? "");
  return text.replaceAll('"public".', "").replaceAll(/\s+/g, " ").trim().slice(0, 80);
}
