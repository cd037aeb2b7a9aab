import { expect, test } from "vitest";
import { describeProfile } from "./profile";

const at = (id: number, functionName: string, url: string, children: number[] = []) => ({ id, callFrame: { functionName, url }, children });

test("who reads a profile sees to what the busy time went, and not how long nothing was to do, or the profiler itself", () => {
  const nodes = [
    at(1, "(root)", "", [2, 3, 4, 5, 7, 8]),
    at(2, "(idle)", ""),
    at(3, "(garbage collector)", ""),
    at(4, "dispatch", "node:inspector"),
    at(5, "query", "file:///shop/node_modules/@prisma/client/runtime/client.js", [6]),
    at(6, "wasm-function[1]", "wasm://wasm/01"), // what has no place of its own belongs to whoever called it
    at(7, "writev", "node:internal/stream_base_commons"),
    at(8, "placeOrder", "/shop/.next/server/chunks/1.js"),
  ];
  const samples = [8, 2, 3, 4, 5, 6, 7, 8, 4, 2];
  const timeDeltas = [30, 50, 10, 7, 10, 20, 20, 40, 500, 900];
  // The first sample ends when what is looked at begins, and the last two are the profile's own end.
  const described = describeProfile({ nodes, samples, timeDeltas, startTime: 1000 }, { from: 1031, until: 1187 });
  expect(described).toContain("bundle 40.0 %, @prisma/client 30.0 %, sockets 20.0 %, garbage collection 10.0 %.");
  expect(described).toContain("placeOrder (bundle) 40.0 %");
  expect(described).toContain("busy for 64 % of the time");
});
