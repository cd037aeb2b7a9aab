import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeClocks } from "./clocks";

const HOUR_MS = 3600_000;

/** What a program prints whose clock is so wrong. */
function printed(program: string, offsetMs: number): unknown {
  const folder = mkdtempSync(path.join(tmpdir(), "xiaopu-clock-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const clocks = makeClocks(folder);
  clocks.set(0, offsetMs);
  const env = { ...process.env, ...clocks.envOf(0) };
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", `console.log(JSON.stringify(${program}))`], { env, encoding: "utf8" });
  return JSON.parse(stdout || stderr);
}

test("a server whose clock is set back reads the wrong time wherever it asks for it, and dates that it is given are as they were", () => {
  const [now, fresh, given, text] = printed(
    "[Date.now(), new Date().getTime(), new Date(0).getTime(), new Date(Date()).getTime()]",
    -HOUR_MS,
  ) as number[];
  for (const read of [now, fresh, text]) expect((read ?? 0) - (Date.now() - HOUR_MS)).toBeGreaterThan(-30_000);
  for (const read of [now, fresh, text]) expect((read ?? 0) - (Date.now() - HOUR_MS)).toBeLessThan(1_000);
  expect(given).toBe(0);
});

test("its dates are dates to everybody", () => {
  expect(
    printed("[new Date() instanceof Date, Date.UTC(1970, 0), Object.prototype.toString.call(new Date()), typeof Date.parse]", HOUR_MS),
  ).toEqual([...[true, 0, "[object Date]", "function"]]);
});
