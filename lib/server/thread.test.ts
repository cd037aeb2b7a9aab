import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { createThread } from "./thread";

/** Answers a number with its double, dies over "die", leaves over "leave", throws nothing and says nothing over "stuck". */
const PROGRAM = `
const { parentPort, threadId } = require("node:worker_threads");
parentPort.on("message", (asked) => {
  if (asked === "die") throw new Error("died");
  if (asked === "leave") process.exit(3);
  if (asked === "stuck") for (;;);
  parentPort.postMessage(asked === "who" ? threadId : asked * 2);
});`;

function thread({ waiting = 100, deadlineMs = 20_000, program = PROGRAM } = {}) {
  const broken: string[] = [];
  const started: Worker[] = [];
  const { ask } = createThread<number | string, number>({
    start: () => {
      const worker = new Worker(program, { eval: true });
      started.push(worker);
      return worker;
    },
    waiting,
    deadlineMs,
    onBroken: (error) => broken.push(String(error)),
  });
  return { ask, broken, started };
}

test("many who ask at once are each told their own answer, by one thread", async () => {
  const { ask, started } = thread();
  const asked = await Promise.all([1, 2, 3, 4, 5].map((number) => ask(number)));
  expect(asked).toEqual([2, 4, 6, 8, 10].map((answer) => ({ ok: true, answer })));
  expect(started).toHaveLength(1);
});

test.each([
  ["dies", "die", /died/],
  ["leaves without a word", "leave", /ended with 3/],
])(
  "where the thread %s over one question, that one is told so, and who waited behind is answered by a new thread",
  async (_, word, why) => {
    const { ask, broken, started } = thread();
    const asked = await Promise.all([ask(1), ask(word), ask(2), ask(3)]);
    expect(asked).toEqual([
      { ok: true, answer: 2 },
      { ok: false, reason: "broken" },
      { ok: true, answer: 4 },
      { ok: true, answer: 6 },
    ]);
    expect(broken).toEqual([expect.stringMatching(why)]);
    expect(started).toHaveLength(2);
  },
);

test("where too many wait the next one is told so at once, and there is room again when they were answered", async () => {
  const { ask } = thread({ waiting: 2 });
  const inside = [ask(1), ask(2), ask(3)];
  expect(await ask(4)).toEqual({ ok: false, reason: "busy" });
  expect(await Promise.all(inside)).toEqual([2, 4, 6].map((answer) => ({ ok: true, answer })));
  expect(await ask(5)).toEqual({ ok: true, answer: 10 });
});

test("a thread that never lets go is ended at the deadline, and the one who asks next is answered by another", async () => {
  const { ask, started, broken } = thread({ deadlineMs: 3_000 });
  expect(await ask("stuck")).toEqual({ ok: false, reason: "late" });
  expect(await ask(1)).toEqual({ ok: true, answer: 2 });
  expect(started).toHaveLength(2);
  expect(broken).toEqual([]);
});

test("who waits longer than the deadline behind others is told so, and is not worked on any more", async () => {
  const { ask, started } = thread({ deadlineMs: 300, program: "require('node:worker_threads').parentPort.on('message', () => {});" });
  const asked = await Promise.all([ask(1), ask(2)]);
  expect(asked).toEqual(Array(2).fill({ ok: false, reason: "late" }));
  expect(started.length).toBeLessThanOrEqual(2);
});

test("where no thread can be started whoever asks is told so, each time, and nobody waits for ever", async () => {
  const broken: unknown[] = [];
  const { ask } = createThread<number, number>({
    start: () => {
      throw new Error("no threads left");
    },
    waiting: 10,
    deadlineMs: 20_000,
    onBroken: (error) => broken.push(error),
  });
  expect(await Promise.all([ask(1), ask(2)])).toEqual(Array(2).fill({ ok: false, reason: "broken" }));
  expect(broken).toHaveLength(2);
});
