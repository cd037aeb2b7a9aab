import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import type { Env } from "@/lib/server/env";
import { readSealingSecrets } from "./sealing-secrets";

let dataDir = "";
beforeEach(() => {
  const folder = mkdtempSync(path.join(tmpdir(), "xiaopu-sealing-"));
  dataDir = folder;
  onTestFinished(() => rmSync(folder, { recursive: true }));
});
const read = (given?: string, DATA_DIR = dataDir) => readSealingSecrets({ DATA_DIR, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: given } as Env);

test("a shop that nobody gave a key makes one, keeps it to itself, and has the same at its next start", () => {
  const made = read();
  const file = path.join(dataDir, "actions-key");
  expect(made).toEqual([readFileSync(file, "utf8")]);
  expect(Buffer.from(made[0] ?? "", "base64")).toHaveLength(32);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(read()).toEqual(made);
});

test("a shop that is given one uses that, and still opens what its own had sealed", () => {
  expect(read("given")).toEqual(["given"]);
  const [made] = read();
  expect(read("given")).toEqual(["given", made]);
});

test("an owner whose machine lost its power while the key was written is told, and not left without a key in silence", () => {
  writeFileSync(path.join(dataDir, "actions-key"), "\n");
  expect(() => read()).toThrow(/actions-key is empty/);
  expect(read("given")).toEqual(["given"]);
});

test("an owner whose data folder can keep none is told what to do", () => {
  writeFileSync(path.join(dataDir, "file"), "");
  expect(() => read(undefined, path.join(dataDir, "file"))).toThrow(/set NEXT_SERVER_ACTIONS_ENCRYPTION_KEY/);
});
