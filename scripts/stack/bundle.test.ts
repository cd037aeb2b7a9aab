import { spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleFile, freshBundle } from "../bootstrap/bundles.mjs";
import { ensureBundles } from "./bundle";

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "xiaopu-bundles-"));
  await ensureBundles(folder);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs what checks the configuration, as it was bundled. */
function checkConfig(env: Record<string, string>) {
  const given = { NODE_ENV: "production" as const, PATH: process.env.PATH ?? "", DATABASE_URL: "postgres://127.0.0.1/xiaopu", ...env };
  return spawnSync(process.execPath, [freshBundle("check-config", folder) ?? "there is none"], { env: given, encoding: "utf8" });
}

test("an owner's next start runs what the build bundled", () => {
  for (const name of ["stack", "emulator", "check-config"]) expect(freshBundle(name, folder)).toBe(bundleFile(name, folder));
});

test("an owner with a wrong configuration hears the same from the bundle", () => {
  const wrong = checkConfig({ SHOP_URL: "shop", ALIPAY_EMULATOR_URL: "http://127.0.0.1:4000" });
  expect(wrong.stderr).toContain("SHOP_URL must be an absolute http or https address");
  expect(wrong.status).toBe(78);
});

test("a developer who has changed a source, or whose disk was full, gets what stands in the sources", async () => {
  const file = bundleFile("emulator", folder);
  const stamp = readFileSync(`${file}.stamp`, "utf8");
  const { inputs, ...rest } = JSON.parse(stamp);
  expect(inputs).toContain("emulator/main.ts");

  writeFileSync(`${file}.stamp`, JSON.stringify({ inputs, ...rest, sources: "of another day" }));
  expect(freshBundle("emulator", folder)).toBeNull();
  writeFileSync(`${file}.stamp`, JSON.stringify({ inputs: [...inputs, "emulator/removed.ts"], ...rest }));
  expect(freshBundle("emulator", folder)).toBeNull();
  writeFileSync(`${file}.stamp`, stamp.slice(0, 40));
  expect(freshBundle("emulator", folder)).toBeNull();
  writeFileSync(`${file}.stamp`, stamp);
  expect(freshBundle("emulator", folder)).toBe(file);
  appendFileSync(file, "cut");
  expect(freshBundle("emulator", folder)).toBeNull();

  await ensureBundles(folder);
  expect(freshBundle("emulator", folder)).toBe(file);
});
