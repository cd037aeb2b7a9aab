import "server-only";
import type { KeyObject } from "node:crypto";
import { Worker } from "node:worker_threads";
import type { OpenBlocks, Opened } from "@/lib/alipay/rsa";
import { logLimit } from "@/lib/server/log-limit";
import { createThread, type Thread } from "@/lib/server/thread";
import type { Shop } from "@/lib/shop/shop";

/** How many messages may wait to be decrypted, and how long one may take with its waiting, in ms. */
export type OpeningLimits = { waiting: number; deadlineMs: number };

/** What the thread is handed, once. By then the key is an object that Node keeps, not a text. */
export type OpeningKey = { privateKey: KeyObject };

/**
 * Decrypts in a thread of its own, one for each key: Node has no way to do it beside the event loop, and a message of a contract
 * with a long key would stop everybody for tens of milliseconds. What finds no room, no answer in time or a thread that died is
 * "busy": a notice is then answered `fail`, and comes again. `start` is there for whoever has no bundler.
 */
export function openAside(limits: OpeningLimits, log: Shop["log"], start = startThread): OpenBlocks {
  const threads = new WeakMap<KeyObject, Thread<string, Opened>>();
  const threadOf = (privateKey: KeyObject): Thread<string, Opened> => {
    const thread = threads.get(privateKey) ?? newThread(privateKey);
    threads.set(privateKey, thread);
    return thread;
  };
  const newThread = (privateKey: KeyObject) =>
    createThread<string, Opened>({
      ...limits,
      start: () => start({ privateKey }),
      onBroken: (error) => log.error({ err: error }, "the thread that decrypts Alipay's messages broke; the next message starts another"),
    });
  return async (base64, privateKey) => {
    const asked = await threadOf(privateKey).ask(base64);
    if (asked.ok) return asked.answer;
    logLimit("decryptions", { reason: asked.reason, ...limits }, log);
    return "busy";
  };
}

/** The bundler finds this very expression and makes one file of JavaScript of the thread. Neither flags nor variables go along. */
function startThread(key: OpeningKey): Worker {
  return new Worker(new URL("./open-worker.ts", import.meta.url), {
    workerData: key,
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 64 },
  });
}
