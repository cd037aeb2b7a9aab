import { expect, test } from "vitest";
import { arranged } from "./arrange-pictures";

test("pictures change places and never vanish or double", () => {
  expect(arranged(["a", "b", "c"], "c", "first")).toEqual(["c", "a", "b"]);
  expect(arranged(["a", "b", "c"], "b", "left")).toEqual(["b", "a", "c"]);
  expect(arranged(["a", "b", "c"], "b", "right")).toEqual(["a", "c", "b"]);
  expect(arranged(["a", "b", "c"], "a", "left")).toEqual(["a", "b", "c"]);
  expect(arranged(["a", "b", "c"], "c", "right")).toEqual(["a", "b", "c"]);
  expect(arranged(["a", "b", "c"], "b", "remove")).toEqual(["a", "c"]);
  expect(arranged(["a"], "x", "first")).toBeNull();
});
