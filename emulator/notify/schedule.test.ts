import { expect, test } from "vitest";
import { gapsOf, nextInstantAfter, nextSendAt } from "./schedule";

const first = new Date("2026-03-01T00:00:00Z");

test("a merchant of the token protocol who never answers success is notified eight times, at the documented instants", () => {
  const instants = Array.from(
    { length: 9 },
    (_, sends) => nextSendAt(gapsOf("wap-token", { immediateRetries: 3 }), first, sends)?.toISOString() ?? null,
  );
  expect(instants).toEqual([
    "2026-03-01T00:00:00.000Z",
    "2026-03-01T00:02:00.000Z",
    "2026-03-01T00:12:00.000Z",
    "2026-03-01T00:22:00.000Z",
    "2026-03-01T01:22:00.000Z",
    "2026-03-01T03:22:00.000Z",
    "2026-03-01T09:22:00.000Z",
    "2026-03-02T00:22:00.000Z",
    null,
  ]);
});

test("a merchant of the current protocol is notified four times at once, and then at the documented gaps", () => {
  const gaps = gapsOf("openapi", { immediateRetries: 3 });
  const minutes = Array.from({ length: 12 }, (_, sends) => {
    const at = nextSendAt(gaps, first, sends);
    return at && (at.getTime() - first.getTime()) / 60_000;
  });
  expect(minutes).toEqual([0, 0, 0, 0, 4, 14, 24, 84, 204, 564, 1464, null]);
  expect(gapsOf("openapi", { immediateRetries: 0 })).toHaveLength(7);
});

test("a notice that waits for another one waits until the first later instant, not for a repetition at once", () => {
  const gaps = gapsOf("openapi", { immediateRetries: 3 });
  expect(nextInstantAfter(gaps, first, first)).toEqual(new Date("2026-03-01T00:04:00Z"));
  expect(nextInstantAfter(gaps, first, new Date("2026-03-03T00:00:00Z"))).toBeNull();
});
