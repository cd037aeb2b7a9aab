import "server-only";
import type { Worker } from "node:worker_threads";
import { type Result, refuse } from "./result";

/** "busy": too many wait already; "late": no answer by the deadline; "broken": the thread died over it, or could not be started. */
export type Asked<Answer> = Result<{ answer: Answer }, "busy" | "late" | "broken">;

export type Thread<Question, Answer> = {
  /** Has a question answered, in the order of coming; never rejects. */
  ask(question: Question): Promise<Asked<Answer>>;
};

type Options = {
  /** Makes the thread: it answers each message with one. */
  start: () => Worker;
  /** So many questions may wait behind the one that is being answered. */
  waiting: number;
  /** From the asking to the answer, in ms. */
  deadlineMs: number;
  /** Told why a thread died. */
  onBroken: (error: unknown) => void;
};

type Job<Question, Answer> = { question: Question; end: (asked: Asked<Answer>) => void };

/**
 * One worker thread for work that would hold the event loop up. It is started with the first question, and anew after it died or had
 * to be ended because it did not answer by the deadline; who waited behind waits on. It has one question at a time, so that it is
 * known which one it died over. While it has none it keeps no process alive.
 */
export function createThread<Question, Answer>({ start, waiting, deadlineMs, onBroken }: Options): Thread<Question, Answer> {
  const line: Job<Question, Answer>[] = [];
  let worker: Worker | null = null;
  let running: Job<Question, Answer> | null = null;

  const settle = (asked: Asked<Answer>) => {
    const done = running;
    running = null;
    done?.end(asked);
    next();
  };
  const lost = (which: Worker | null, error: unknown) => {
    if (which !== worker) return; // Given up already.
    worker = null;
    onBroken(error);
    settle(refuse("broken"));
  };
  const begin = (): Worker => {
    const fresh = start();
    fresh.on("message", (answer: Answer) => fresh === worker && settle({ ok: true, answer }));
    fresh.once("error", (error) => lost(fresh, error));
    fresh.once("exit", (code) => lost(fresh, new Error(`A worker thread ended with ${code}.`)));
    return fresh;
  };
  const next = () => {
    if (running) return;
    running = line.shift() ?? null;
    if (!running) {
      worker?.unref();
      return;
    }
    try {
      worker ??= begin();
      worker.ref();
      worker.postMessage(running.question);
    } catch (error) {
      lost(worker, error);
    }
  };
  const giveUp = (job: Job<Question, Answer>) => {
    if (job !== running) {
      line.splice(line.indexOf(job), 1);
      job.end(refuse("late"));
      return;
    }
    const stuck = worker;
    worker = null;
    void stuck?.terminate();
    settle(refuse("late"));
  };
  return {
    ask(question) {
      if (line.length >= waiting) return Promise.resolve(refuse("busy"));
      return new Promise((resolve) => {
        const over = setTimeout(() => giveUp(job), deadlineMs);
        const job: Job<Question, Answer> = {
          question,
          end: (asked) => {
            clearTimeout(over);
            resolve(asked);
          },
        };
        line.push(job);
        next();
      });
    },
  };
}
