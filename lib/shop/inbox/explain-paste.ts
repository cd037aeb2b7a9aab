import "server-only";
import { Worker } from "node:worker_threads";
import type { Result } from "@/lib/server/result";
import { refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { explainAside } from "./explain-delivery";
import type { PastedExplanation, PastedQuestion } from "./explain-pasted-text";

/** What a form of the shop may send at all, with room for its other fields; in bytes of UTF-8. */
export const MAX_PASTED_BYTES = 60_000;

/**
 * What a text is that the owner pasted, and why nobody would take it (`explainPastedText`). It is looked at in a thread of its own, with
 * the same deadline as a delivery, and kept nowhere: not in the database, not in the log.
 * `start` is there for tests, which have no bundler.
 */
export async function explainPaste(
  shop: Pick<Shop, "doctor" | "config" | "log">,
  text: string,
  start = startThread,
): Promise<Result<PastedExplanation, "late" | "busy" | "broken" | "too_long" | "nothing">> {
  if (text.trim() === "") return refuse("nothing");
  if (Buffer.byteLength(text, "utf8") > MAX_PASTED_BYTES) return refuse("too_long");
  const asked = await explainAside<PastedExplanation>(shop, () => start({ doctor: shop.doctor, text }));
  return asked.ok ? { ok: true, ...asked.answer } : asked;
}

/** The bundler finds this very expression and makes one file of JavaScript of the thread. Neither flags nor variables (keys) go along. */
function startThread(question: PastedQuestion): Worker {
  return new Worker(new URL("./explain-paste-worker.ts", import.meta.url), {
    workerData: question,
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
}
