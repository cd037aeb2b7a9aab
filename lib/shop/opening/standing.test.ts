import { expect, test } from "vitest";
import { openingOf } from "./standing";

test("a shop that nobody has opened sells nothing, but a demonstration has nothing to prepare", () => {
  expect(openingOf(null, { demo: false })).toEqual({ standing: "preparing", note: "" });
  expect(openingOf(null, { demo: true })).toEqual({ standing: "open", note: "" });
  expect(openingOf({ standing: "preparing", note: "", openedAt: null }, { demo: true }).standing).toBe("open");
});

test("a demonstration can be paused as any shop", () => {
  expect(openingOf({ standing: "paused", note: "放假", openedAt: null }, { demo: true })).toEqual({ standing: "paused", note: "放假" });
});

test("a word that is no standing is a fault, and not taken for open", () => {
  expect(() => openingOf({ standing: "OPEN", note: "", openedAt: null }, { demo: false })).toThrow("OPEN");
});

test("a live shop is what its owner made of it once it was opened, and before that it is not open whatever is written", () => {
  const openedAt = new Date("2026-11-26T00:00:00Z");
  for (const standing of ["open", "paused"]) {
    expect(openingOf({ standing, note: "放假", openedAt }, { demo: false })).toEqual({ standing, note: "放假" });
    expect(openingOf({ standing, note: "放假", openedAt: null }, { demo: false })).toEqual({ standing: "preparing", note: "" });
  }
});
