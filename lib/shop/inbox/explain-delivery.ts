import "server-only";
import { Worker } from "node:worker_threads";
import { askWorker } from "@/lib/server/ask-worker";
import { createCrowd } from "@/lib/server/crowd";
import { logLimit } from "@/lib/server/log-limit";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import type { DeliveryExplanation, Question } from "./explain-body";

/** How many threads may explain at once in this process: the owner looks at one page at a time, and the shop needs its cores. */
const AT_MOST = 2;
const threads = createCrowd();

export type Explained = Result<{ why: DeliveryExplanation[] }, "late" | "busy" | "broken">;

/**
 * Why a kept delivery does not verify (`explainBody`), found out in a thread of its own: the body is a stranger's, and however long
 * the doctor were busy with it, nobody else waits. "late": the thread had to be ended; "busy": too many are at work; "broken": it
 * died, of its memory's limit for example. The page that asks stands in any case.
 * `start` is there for tests, which have no bundler.
 */
export async function explainDelivery(
  { doctor, config, log }: Pick<Shop, "doctor" | "config" | "log">,
  delivery: Omit<Question, "doctor">,
  start = startThread,
): Promise<Explained> {
  const asked = await explainAside<DeliveryExplanation[]>({ config, log }, () => start({ doctor, ...delivery }));
  return asked.ok ? { ok: true, why: asked.answer } : asked;
}

/** What a thread answers to one question, under the deadline and among no more than so many at once; it is ended in any case. */
export async function explainAside<Answer>(
  { config, log }: Pick<Shop, "config" | "log">,
  start: () => Worker,
): Promise<Result<{ answer: Answer }, "late" | "busy" | "broken">> {
  const leave = threads.enter([{ key: "explain", atMost: AT_MOST }]);
  if (!leave) return refuse("busy");
  try {
    const asked = await askWorker<Answer>(start(), config.explainDeadlineMs);
    if (asked.ok) return { ok: true, answer: asked.answer };
    logLimit("explain_deadline", { ms: config.explainDeadlineMs }, log);
    return asked;
  } catch (error) {
    log.error({ err: error }, "the thread that explains a notice broke");
    return refuse("broken");
  } finally {
    leave();
  }
}

/** The bundler finds this very expression and makes one file of JavaScript of the thread. Neither flags nor variables (keys) go along. */
function startThread(question: Question): Worker {
  return new Worker(new URL("./explain-worker.ts", import.meta.url), {
    workerData: question,
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
}
