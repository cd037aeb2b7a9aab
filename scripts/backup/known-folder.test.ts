import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { refuseEmptied, rememberFolder } from "./known-folder";

test("an owner whose other disk is not mounted gets no backup onto the shop's own disk in its place", async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), "xiaopu-known-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const disk = path.join(dataDir, "mounted");
  await refuseEmptied(dataDir, disk); // the first one
  mkdirSync(path.join(disk, "2026-11-26T20-00-00-000Z"), { recursive: true });
  await rememberFolder(dataDir, disk);
  await refuseEmptied(dataDir, disk);
  rmSync(path.join(disk, "2026-11-26T20-00-00-000Z"), { recursive: true });
  await expect(refuseEmptied(dataDir, disk)).rejects.toThrow("is its disk there?");
  await refuseEmptied(dataDir, path.join(dataDir, "another"));
});
