import { existsSync, mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { fitsMemory, makeScratchFolder } from "./scratch-folder";

const GB = 1024 ** 3;

test.each([
  ["little, with plenty of memory", 0, { room: 12 * GB, unused: 20 * GB }, true],
  ["a quarter of what there is", 3 * GB, { room: 12 * GB, unused: 20 * GB }, true],
  ["more than a quarter", 3 * GB + 1, { room: 12 * GB, unused: 20 * GB }, false],
  ["what has room, on a machine whose memory is used", 2 * GB, { room: 12 * GB, unused: 4 * GB }, false],
  ["little, in a container with 64 MB there", 0, { room: 64 * 1024 ** 2, unused: 20 * GB }, false],
  ["little, where there is no such place", 0, { room: 0, unused: 20 * GB }, false],
])("whether what is thrown away lies in memory: %s", (_, bytes, memory, isThere) => {
  expect(fitsMemory(bytes, memory)).toBe(isThere);
});

test("a shop whose backup is larger than its memory has it restored on the disk that has room for it", () => {
  const disk = mkdtempSync(path.join(tmpdir(), "xiaopu-disk-"));
  const folder = makeScratchFolder("xiaopu-large-", { bytes: 10 ** 15, disk });
  onTestFinished(() => {
    rmdirSync(folder);
    rmdirSync(disk);
  });
  expect(path.dirname(folder)).toBe(disk);
  expect(existsSync(folder)).toBe(true);
});
