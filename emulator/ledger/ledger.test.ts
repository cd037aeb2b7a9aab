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

test("of several values that a key gets in one step only the last is written, and a restart finds the same order", async () => {
  const store = memoryStore();
  const ledger = new Ledger(store);
  for (const name of ["a", "b", "c"]) ledger.put("token", name, token(name));
  for (let times = 0; times < 100; times += 1) ledger.put("token", "a", { ...token("a"), outTradeNo: `T${times}` });
  ledger.remove("token", "b");
  ledger.put("token", "b", token("b"));
  await ledger.written();
  expect(
    store
      .read()
      .join("")
      .match(/"T\d+"/g),
  ).toHaveLength(4);
  const expected = [{ ...token("a"), outTradeNo: "T99" }, token("c"), token("b")];
  expect(ledger.all("token")).toEqual(expected);
  expect(new Ledger(store).all("token")).toEqual(expected);
});

test("a reset leaves nothing of the step before it", async () => {
  const store = memoryStore();
  const ledger = new Ledger(store);
  ledger.put("token", "a", token("a"));
  ledger.clear();
  ledger.put("token", "b", token("b"));
  await ledger.written();
  expect(new Ledger(store).all("token")).toEqual([token("b")]);
});

test("a value is found by a property for as long as it has it", () => {
  const ledger = new Ledger(memoryStore());
  const batch = {
    batchNo: "1",
    notifyUrl: null,
    secId: "MD5" as const,
    detailData: "",
    records: [],
    createdAt: token("a").createdAt,
    begunAt: null,
  };
  ledger.put("batch", "1", { ...batch, token: "x" });
  ledger.put("batch", "2", { ...batch, batchNo: "2", token: "x" });
  expect(ledger.find("batch", "token", "x").map(({ batchNo }) => batchNo)).toEqual(["1", "2"]);
  ledger.put("batch", "1", { ...batch, token: "y" });
  ledger.remove("batch", "2");
  expect(ledger.find("batch", "token", "x")).toEqual([]);
  expect(ledger.find("batch", "token", "y")).toEqual([{ ...batch, token: "y" }]);
  ledger.clear();
  expect(ledger.find("batch", "token", "y")).toEqual([]);
});

test("a step that was not written is never reported as written, then or later", async () => {
  const broken: Store = { ...memoryStore(), append: () => Promise.reject(new Error("disk full")) };
  const ledger = new Ledger(broken);
  ledger.put("token", "a", token("a"));
  await expect(ledger.written()).rejects.toThrow("disk full");
  await expect(ledger.written()).rejects.toThrow("disk full");
});
