import { expect, test } from "vitest";
import { openingOf } from "./standing";

test("a shop that nobody has opened sells nothing, but a demonstration has nothing to prepare", () => {
  expect(openingOf(null, { demo: false })).toEqual({ standing: "preparing", note: "" });
  expect(openingOf(null, { demo: true })).toEqual({ standing: "open", note: "" });
  expect(openingOf({ standing: "preparing", note: "" }, { demo: true }).standing).toBe("open");
});

test("a demonstration can be paused as any shop", () => {
  expect(openingOf({ standing: "paused", note: "放假" }, { demo: true })).toEqual({ standing: "paused", note: "放假" });
});

test("a word that is no standing is a fault, and not taken for open", () => {
  expect(() => openingOf({ standing: "OPEN", note: "" }, { demo: false })).toThrow("OPEN");
});
