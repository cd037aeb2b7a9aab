import "server-only";
import type { Worker } from "node:worker_threads";
import { type Result, refuse } from "./result";

/** What a worker thread posts back: an answer, or nothing in time. */
export type InTime<Answer> = Result<{ answer: Answer }, "late">;

/**
 * Waits for the first message of a worker thread and ends the thread, whatever it does: after `deadlineMs` by force, which stops
 * even a loop that never lets go. "late": there was no message by then.
 * @throws what the thread threw, or that it ended without a word
 */
export async function askWorker<Answer>(worker: Worker, deadlineMs: number): Promise<InTime<Answer>> {
  try {
    return await new Promise((resolve, reject) => {
      const over = setTimeout(() => resolve(refuse("late")), deadlineMs);
      worker.once("message", (answer: Answer) => resolve({ ok: true, answer }));
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`A worker thread ended with ${code} and without an answer.`)));
      worker.once("exit", () => clearTimeout(over));
    });
  } finally {
    await worker.terminate();
  }
}
