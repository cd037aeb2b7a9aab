import { AsyncLocalStorage } from "node:async_hooks";
import type { LockWatch } from "./lock-watch";

/** Something that an instance does outside of its own memory: a statement, or a call of the gateway. */
export type Doing = {
  by: Place;
  what: string;
  /** Of a statement, the process of PostgreSQL that does it. */
  pid: () => number | null;
  run: () => Promise<unknown>;
};

/** Where something is done; nothing of one that is killed goes on. */
export type Place = { name: string; isDead: boolean };

/** What is no part of the shop, and so not to be killed: Alipay, a buyer's phone, the clock. */
const OUTSIDE: Place = { name: "", isDead: false };

/**
 * What goes wrong at one step of a round: its instance is killed, or the connection of its statement ends. `before`: it is not done;
 * otherwise it is, and nobody hears of it.
 */
export type Disaster = { turn: number; what: "kill" | "end"; before: boolean };

type Step = Doing & {
  id: number;
  who: string;
  /** The step in the midst of which it was made, such as a notice that Alipay sends before it answers. */
  within: Step | null;
  state: "waits" | "under way" | "answered";
  answer: { value: unknown } | { error: unknown } | null;
  hear: (answer: { value: unknown } | { error: unknown }) => void;
};

type Round = { draw: () => number; disasters: readonly Disaster[]; kill: (place: Place) => Promise<void> };

const doer = new AsyncLocalStorage<string>();
const inside = new AsyncLocalStorage<Step>();

/** Runs a deed under the name by which the story tells of it. */
export function as<Value>(who: string, deed: () => Promise<Value>): Promise<Value> {
  return doer.run(who, deed);
}

/** The machine may be slow: so long, in ms, somebody who waits for nobody may take for a step of their own. */
const PATIENCE_MS = 60_000;
/** So often the database gets the machine before somebody looks why there is no answer. */
const ROUNDS_AT_DATABASE = 20;
const realTimeout = setTimeout;

/**
 * Decides, by what a seed has drawn, at every statement (also within transactions) and every call of the gateway who goes next. One
 * step is done at a time; one that waits for a lock is left waiting, and what comes of it is told when it is drawn. So which of two comes
 * first is the seed's, but for one thing: whom PostgreSQL lets go first of several that wait for the same row, once it was changed.
 */
export class Scheduler {
  readonly #locks: LockWatch;
  readonly #story: string[];
  #steps: Step[] = [];
  #made = 0;
  #isOn = false;
  #deeds: Promise<void>[] = [];
  /** How many of them are not over. */
  #open = 0;
  /** Whose connection has ended in this round: what they ask may fail. */
  readonly disturbed = new Set<Place>();
  /** Of what is no step and waited for (a connection that is being opened), how much is under way. */
  #opening = 0;
  #lastOpening: Promise<void> = Promise.resolve();

  constructor(locks: LockWatch, story: string[]) {
    this.#locks = locks;
    this.#story = story;
  }

  /** Waits until it is this step's turn, does it, and waits until its answer is to be heard; for ever, once its instance is killed. */
  step(doing: Doing): Promise<unknown> {
    if (doing.by.isDead) return new Promise(() => {});
    if (!this.#isOn) return doing.run();
    return new Promise((resolve, reject) => {
      const hear: Step["hear"] = (answer) => ("error" in answer ? reject(answer.error) : resolve(answer.value));
      const who = doer.getStore() ?? "somebody";
      const within = inside.getStore() ?? null;
      this.#steps.push({ ...doing, id: ++this.#made, who, within, state: "waits", answer: null, hear });
    });
  }

  /** Waits for the turn of something outside of the shop. */
  async turn(what: string): Promise<void> {
    await this.step({ by: OUTSIDE, what, pid: () => null, run: async () => {} });
  }

  /**
   * Something takes the operating system's own time, and is waited for. `over` tells that it has come; `before` resolves when all that
   * began earlier has, so that of two connections the one that was opened first is used first.
   */
  opening(): { over: () => void; before: Promise<void> } {
    let resolve = () => {};
    const isThere = new Promise<void>((resolved) => {
      resolve = resolved;
    });
    const before = this.#lastOpening;
    this.#lastOpening = before.then(() => isThere);
    let isOver = false;
    this.#opening++;
    const over = () => {
      if (!isOver) this.#opening--;
      isOver = true;
      resolve();
    };
    return { over, before };
  }

  /** The same for something that is no step of anybody: a look into the books. */
  async meanwhile<Value>(look: Promise<Value>): Promise<Value> {
    const { over } = this.opening();
    return look.finally(over);
  }

  /** Something went wrong where nobody is left to be told; the round fails by it. */
  fail(error: unknown): void {
    this.#deeds.push(Promise.reject(error));
    this.#deeds.at(-1)?.catch(() => {});
  }

  /** Somebody more takes part in the round that is on. */
  join(deed: () => Promise<void>): void {
    this.#open++;
    const running = deed().finally(() => this.#open--);
    running.catch(() => {}); // told when the round is over
    this.#deeds.push(running);
  }

  /** Lets deeds go on, one step after the other, until all are over and nothing that they began is left. */
  async run(deeds: readonly (() => Promise<void>)[], { draw, disasters, kill }: Round): Promise<void> {
    this.#isOn = true;
    this.#deeds = [];
    this.disturbed.clear();
    for (const deed of deeds) this.join(deed);
    try {
      for (let turn = 0; ; turn++) {
        await this.#quiet();
        const able = this.#steps.filter(({ state }) => state !== "under way");
        if (able.length === 0 && this.#steps.length > 0) {
          await this.#unblock();
          continue;
        }
        const step = able[draw() % Math.max(1, able.length)];
        if (!step) break;
        await this.#go(step, disasters.find((one) => one.turn === turn) ?? null, kill);
      }
    } finally {
      this.#isOn = false;
    }
    const failed = (await Promise.allSettled(this.#deeds)).find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
  }

  async #go(step: Step, disaster: Disaster | null, kill: Round["kill"]): Promise<void> {
    const isFirst = step.state === "waits";
    if (disaster?.before && isFirst && (await this.#befall(step, disaster, kill))) return;
    if (isFirst) await this.#begin(step);
    if (step.state !== "answered") return this.#tell(step, step.pid() === null ? "is under way" : "waits for a lock");
    if (disaster && !disaster.before && (await this.#befall(step, disaster, kill))) return;
    this.#tell(step, isFirst ? "" : "goes on");
    this.#drop(step);
    if (step.answer) step.hear(step.answer);
  }

  async #befall(step: Step, { what, before }: Disaster, kill: Round["kill"]): Promise<boolean> {
    if (step.by === OUTSIDE) return false;
    const when = before ? "before it is done" : "when it is done and not heard of";
    if (what === "kill") {
      this.#tell(step, `KILLED ${when}`);
      step.by.isDead = true;
      this.#steps = this.#steps.filter(({ by }) => by !== step.by);
      await kill(step.by);
      await this.#settle();
      return true;
    }
    const pid = step.pid();
    if (pid === null) return false;
    this.#tell(step, `its CONNECTION ENDS ${when}`);
    this.disturbed.add(step.by);
    await this.#locks.end([pid]);
    this.#drop(step);
    step.hear({ error: new Error("Connection terminated unexpectedly") });
    await this.#settle();
    return true;
  }

  async #begin(step: Step): Promise<void> {
    step.state = "under way";
    const answered = (answer: NonNullable<Step["answer"]>) => Object.assign(step, { answer, state: "answered" });
    inside.run(step, step.run).then(
      (value) => answered({ value }),
      (error: unknown) => answered({ error }),
    );
    await this.#settle();
  }

  /** Waits until each step under way is answered or waits for somebody: for a lock, or for a step that was made in the midst of it. */
  async #settle(): Promise<void> {
    const since = Date.now();
    for (let round = 0; ; round++) {
      await breathe(1);
      const underWay = this.#steps.filter(({ state }) => state === "under way");
      const asking = underWay.filter((step) => step.pid() !== null);
      const isAtAlipay = underWay.some((step) => step.pid() === null && !this.#steps.some(({ within }) => within === step));
      if (Date.now() - since > PATIENCE_MS) throw new Error(`no answer to ${underWay.map(({ what }) => what).join(", ")}`);
      // Keys are used in threads of their own, so an answer comes by real time.
      if (isAtAlipay || (round < ROUNDS_AT_DATABASE && asking.length > 0)) continue;
      if (asking.length === 0) return;
      const waiting = await this.#locks.waiting(asking.map((step) => step.pid() ?? 0));
      if (asking.every((step) => step.state === "answered" || waiting.has(step.pid() ?? 0))) return;
      await new Promise((resolve) => realTimeout(resolve, 1));
    }
  }

  /** Everybody has come to a step, waits for somebody else who has, or is done. */
  async #quiet(): Promise<void> {
    const since = Date.now();
    for (let still = 0, seen = -1; still < 3; still++) {
      await breathe(2);
      const isIdle = this.#opening === 0 && (this.#steps.length > 0 || this.#open === 0);
      if (this.#made !== seen || !isIdle) still = 0;
      seen = this.#made;
      if (!isIdle && Date.now() - since > PATIENCE_MS) throw new Error("somebody neither goes on nor ends");
    }
  }

  /** Nobody can go on: a question is still under way at Alipay, or all wait for each other, which in this shop must never be. */
  async #unblock(): Promise<void> {
    const since = Date.now();
    while (this.#steps.some(({ state, pid }) => state === "under way" && pid() === null) && Date.now() - since < PATIENCE_MS) {
      await breathe(1);
      if (this.#steps.some(({ state }) => state !== "under way")) return;
    }
    const names = this.#steps.map(({ by, who, what }) => `${by.name} ${who}: ${what}`);
    throw new Error(`all wait for each other:\n  ${names.join("\n  ")}`);
  }

  #drop(step: Step): void {
    this.#steps = this.#steps.filter((one) => one !== step);
  }

  #tell({ by, who, what, id }: Step, also: string): void {
    const place = by === OUTSIDE ? "outside" : `${by.name} ${who}`;
    this.#story.push(`    ${id}. ${place}: ${what}${also && ` -- ${also}`}`);
  }
}

async function breathe(times: number): Promise<void> {
  for (let i = 0; i < times; i++) await new Promise((resolve) => setImmediate(resolve));
}
