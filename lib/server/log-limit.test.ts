import { expect, test, vi } from "vitest";
import { logLimit } from "./log-limit";

test("ten thousand requests over a limit are one line a minute, which says how many there were", () => {
  const warn = vi.fn();
  for (let request = 0; request < 10_000; request++) logLimit("polls", { address: "203.0.113.7" }, { warn }, 1_000_000 + request);
  expect(warn).toHaveBeenCalledTimes(1);
  logLimit("polls", {}, { warn }, 1_000_000 + 60_000);
  expect(warn).toHaveBeenLastCalledWith({ limit: "polls", unsaid: 9_999 }, "a limit was hit");
  logLimit("other", {}, { warn }, 1_000_000 + 60_000);
  expect(warn).toHaveBeenCalledTimes(3);
});
