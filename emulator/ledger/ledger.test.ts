import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { fileStore } from "./file-store";
import { Ledger } from "./ledger";
import { memoryStore, type Store } from "./store";
import type { Token } from "./types";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function newFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "emulator-ledger-"));
  folders.push(folder);
  return path.join(folder, "ledger.jsonl");
}

const token = (name: string): Token => ({ token: name, outTradeNo: "T1", createdAt: new Date("2026-03-01T04:00:00Z") });

test("what was written is there after the process is gone, instants included", async () => {
  const file = newFile();
  const ledger = new Ledger(fileStore(file));
  ledger.put("token", "a", token("a"));
  ledger.put("token", "b", token("b"));
  ledger.remove("token", "b");
  await ledger.written();
  expect(new Ledger(fileStore(file)).all("token")).toEqual([token("a")]);
});

test("a line that a crash has torn is forgotten as a whole, and writing goes on behind it", async () => {
  const file = newFile();
  const ledger = new Ledger(fileStore(file));
  ledger.put("token", "a", token("a"));
  await ledger.written();
  appendFileSync(file, '[{"table":"token","key":"torn","va');
  const restarted = new Ledger(fileStore(file));
  restarted.put("token", "b", token("b"));
  await restarted.written();
  expect(new Ledger(fileStore(file)).all("token")).toEqual([token("a"), token("b")]);
});

test("one step is one line, so that no crash leaves half of it", async () => {
  const file = newFile();
  const ledger = new Ledger(fileStore(file));
  ledger.put("token", "a", token("a"));
  ledger.put("token", "b", token("b"));
  await Promise.all([ledger.written(), ledger.written()]);
  expect(readFileSync(file, "utf8").match(/\n/g)).toHaveLength(1);
});

test("nobody is told that a step is written when it is not, then or later", async () => {
  const broken: Store = { ...memoryStore(), append: () => Promise.reject(new Error("disk full")) };
  const ledger = new Ledger(broken);
  ledger.put("token", "a", token("a"));
  await expect(ledger.written()).rejects.toThrow("disk full");
  await expect(ledger.written()).rejects.toThrow("disk full");
});
