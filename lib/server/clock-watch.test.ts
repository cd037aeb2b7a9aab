import { describe, expect, test } from "vitest";
import { createClockWatch, readingClock, type Skew } from "./clock-watch";

const START = Date.parse("2026-11-22T01:00:00.500Z");

function aWatch() {
  let at = START;
  const told: Skew[] = [];
  const now = () => new Date(at);
  const watch = createClockWatch(now, (skew) => told.push(skew));
  const pass = (ms: number) => {
    at += ms;
  };
  /** The other clock says so long before or after ours. */
  const read = (offMs: number, whose = "alipay") =>
    watch.read({ whose, theirs: new Date(at + offMs), from: now(), until: now(), stepMs: 1 });
  return { watch, told, pass, read, now };
}

describe("an owner whose machine's clock is wrong", () => {
  test("learns by how much, of the clock that differs most", () => {
    const { watch, read } = aWatch();
    expect(watch.skew()).toBeNull();
    read(-300);
    read(90_000, "database");
    expect(watch.skew()).toEqual({ skewMs: -90_000, against: "database" });
    read(0, "database");
    expect(watch.skew()).toEqual({ skewMs: 300, against: "alipay" });
  });

  test("finds it in the log when it is more than a minute, and once a minute only", () => {
    const { told, read, pass } = aWatch();
    read(-60_000);
    expect(told).toEqual([]);
    read(-60_001);
    read(-60_001);
    pass(59_999);
    read(-60_001);
    expect(told).toEqual([{ skewMs: 60_001, against: "alipay" }]);
    pass(1);
    read(-60_001);
    expect(told).toHaveLength(2);
  });

  test("is not told of a clock that nobody has read for an hour", () => {
    const { watch, read, pass } = aWatch();
    read(90_000);
    pass(3600_001);
    expect(watch.skew()).toBeNull();
  });
});

describe("Alipay's clock is read from the Date of its answers", () => {
  const answerWith = (headers: Record<string, string>, status = 200) => {
    const parts = aWatch();
    const ask = readingClock(
      async () => {
        parts.pass(2_000);
        return new Response("ok", { status, headers });
      },
      "alipay",
      parts.now,
      parts.watch,
    );
    return { ...parts, ask };
  };

  test.each([
    ["the same second", "Sun, 22 Nov 2026 01:00:00 GMT", 0],
    ["a moment while we waited", "Sun, 22 Nov 2026 01:00:02 GMT", 0],
    ["two minutes behind ours", "Sun, 22 Nov 2026 00:58:00 GMT", 119_501],
    ["two minutes before ours", "Sun, 22 Nov 2026 01:02:02 GMT", -119_500],
  ])("as %s", async (_name, date, skewMs) => {
    const { ask, watch } = answerWith({ date });
    expect(await (await ask("https://gateway.example")).text()).toBe("ok");
    expect(watch.skew()).toEqual({ skewMs, against: "alipay" });
  });

  test.each([
    ["without one", {}, 200],
    ["that is no date", { date: "yesterday" }, 200],
    ["out of a cache", { date: "Sun, 22 Nov 2026 00:00:00 GMT", age: "3600" }, 200],
    ["of a proxy that failed", { date: "Sun, 22 Nov 2026 00:00:00 GMT" }, 502],
  ])("but not from an answer %s", async (_name, headers, status) => {
    const { ask, watch } = answerWith(headers as Record<string, string>, status);
    await ask("https://gateway.example");
    expect(watch.skew()).toBeNull();
  });
});
