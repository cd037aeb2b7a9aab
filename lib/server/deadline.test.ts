import { once } from "node:events";
import { expect, test } from "vitest";
import { deadline } from "./deadline";

const fired = ({ signal }: { signal: AbortSignal }) => (signal.aborted ? Promise.resolve() : once(signal, "abort"));

test("who waits with a deadline waits no longer, nor longer than whoever asked", async () => {
  await fired(deadline(20));
  const caller = new AbortController();
  const waiting = deadline(60_000, caller.signal);
  caller.abort(new Error("left"));
  await fired(waiting);
  expect(waiting.signal.reason).toMatchObject({ message: "left" });
  expect(deadline(60_000, caller.signal).signal.aborted).toBe(true);
});

test("what is over in time fires no more", async () => {
  const caller = new AbortController();
  const waiting = deadline(10, caller.signal);
  waiting.over();
  caller.abort();
  await fired(deadline(30));
  expect(waiting.signal.aborted).toBe(false);
});
