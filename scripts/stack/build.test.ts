import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { actionsKey, deploymentId } from "./build";

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "xiaopu-build-"));
  vi.stubEnv("NEXT_SERVER_ACTIONS_ENCRYPTION_KEY", "");
});
afterEach(() => {
  rmSync(dataDir, { recursive: true });
  vi.unstubAllEnvs();
});

test("an owner's builds share one key, which nobody else on the machine may read", () => {
  const key = actionsKey(dataDir);
  expect(Buffer.from(key, "base64")).toHaveLength(32);
  expect(actionsKey(dataDir)).toBe(key);
  expect(statSync(path.join(dataDir, "actions-key")).mode & 0o777).toBe(0o600);
});

test("an owner with several machines gives them one key", () => {
  vi.stubEnv("NEXT_SERVER_ACTIONS_ENCRYPTION_KEY", "c2FtZQ==");
  expect(actionsKey(dataDir)).toBe("c2FtZQ==");
});

test("a build is named by its sources, in letters that Next takes", () => {
  expect(deploymentId("0123456789abcdef0123456789abcdef")).toBe("0123456789abcdef");
  expect(deploymentId("")).toBe("");
});
