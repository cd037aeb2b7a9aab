import { expect, test } from "vitest";
import { afterFailure } from "./back-off";

test("a receiver that is down is tried after 5 s, 30 s, 2, 10 and 60 minutes, and then every hour, give or take a fifth", () => {
  const gaps = [5, 30, 120, 600, 3600, 3600, 3600].map((seconds) => seconds * 1000);
  expect(gaps.map((_, tries) => afterFailure(tries, () => 0.5))).toEqual(gaps);
  expect(gaps.map((_, tries) => afterFailure(tries, () => 0))).toEqual(gaps.map((gap) => gap * 0.8));
  expect(gaps.map((_, tries) => afterFailure(tries, () => 1))).toEqual(gaps.map((gap) => gap * 1.2));
});
