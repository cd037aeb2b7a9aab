import { expect, test } from "vitest";
import { nextSendAt } from "./schedule";

const first = new Date("2026-03-01T00:00:00Z");

test("a merchant who never answers success hears eight times, at the documented instants", () => {
  const instants = Array.from({ length: 9 }, (_, sends) => nextSendAt(first, sends)?.toISOString() ?? null);
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
