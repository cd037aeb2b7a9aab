import { randomBytes } from "node:crypto";
import { type FileHandle, mkdir, mkdtemp, open, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { PictureStore, StoredPicture } from "@/lib/shop/picture-store";
import { s3Server } from "@/test/s3-server";
import { copyPictures } from "../copy-pictures";
import { diskStore } from "./disk-store";
import { s3Store } from "./s3-store";

const log = { error: () => {} };
const someFile = (size = 320) => `${randomBytes(12).toString("hex")}-${size}.webp`;
const someBytes = (length: number) => new Uint8Array(randomBytes(length));

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "xiaopu-store-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return path.join(folder, "uploads");
}

async function read(store: PictureStore, file: string): Promise<Buffer | null> {
  const opened = await store.get(file);
  if (!opened) return null;
  const bytes = Buffer.from(await new Response(opened.body).arrayBuffer());
  expect(bytes.byteLength).toBe(opened.bytes);
  return bytes;
}

async function filesIn(store: PictureStore): Promise<StoredPicture[]> {
  const found = [];
  for await (const page of store.list()) found.push(...page);
  return found.sort((a, b) => a.file.localeCompare(b.file));
}

/** How many files are listed: more than a page of the disk; the server's own pages end with its first (see s3-styles.test.ts). */
const stores: [string, number, () => Promise<PictureStore>][] = [
  ["the disk", 1003, async () => diskStore(await aFolder())],
  ["a bucket", 300, async () => s3Store(await s3Server(), { log })],
];

describe.each(stores)("pictures in %s", (_, many, open) => {
  test("are there as they were stored until they are deleted, short and long ones", async () => {
    const store = await open();
    for (const length of [1, 40_000, 262_144, 700_001]) {
      const [file, bytes] = [someFile(), someBytes(length)];
      expect(await read(store, file)).toBeNull();
      await store.put(file, bytes);
      await store.put(file, bytes);
      expect((await read(store, file))?.equals(bytes)).toBe(true);
      await store.delete(file);
      await store.delete(file);
      expect(await read(store, file)).toBeNull();
    }
  });

  test("are listed, each once and nothing else, however many", async () => {
    const store = await open();
    expect(await filesIn(store)).toEqual([]);
    const files = Array.from({ length: many }, (_each, index) => `${String(index).padStart(24, "0")}-320.webp`);
    for (let at = 0; at < files.length; at += 50)
      await Promise.all(files.slice(at, at + 50).map((file) => store.put(file, new Uint8Array([1, 2]))));
    await store.put("somebody-elses.txt", new Uint8Array([1]));
    const listed = await filesIn(store);
    expect(listed.map(({ file, bytes }) => ({ file, bytes }))).toEqual(files.map((file) => ({ file, bytes: 2 })));
    for (const { at } of listed) expect(Math.abs(Date.now() - at.getTime())).toBeLessThan(5 * 60_000);
  });

  test("that somebody stops looking at in the middle leave nothing behind that hinders the next", async () => {
    const store = await open();
    const [file, bytes] = [someFile(1080), someBytes(900_000)];
    await store.put(file, bytes);
    const reader = (await store.get(file))?.body.getReader();
    expect((await reader?.read())?.value?.byteLength).toBeGreaterThan(0);
    await reader?.cancel();
    await (await store.get(file))?.body.cancel();
    expect((await read(store, file))?.equals(bytes)).toBe(true);
  });
});

test("half a file on the disk is never shown, and one that was broken off is no picture", async () => {
  const folder = await aFolder();
  const store = diskStore(folder);
  const file = someFile();
  await mkdir(path.join(folder, file), { recursive: true }); // a folder in its place: the last step fails
  await expect(store.put(file, someBytes(10))).rejects.toThrow();
  expect(await readdir(folder)).toEqual([file]);
  await writeFile(path.join(folder, `${someFile()}.0a1b2c3d.tmp`), "half");
  expect((await filesIn(store)).map((one) => one.file)).toEqual([file]);
});

test("what a kill left half written goes when it is old; what is being written now, pictures and other people's files stay", async () => {
  const folder = await aFolder();
  const store = diskStore(folder);
  const before = new Date("2026-03-10T00:00:00Z");
  expect(await store.deleteUnfinished(before)).toBe(0); // no folder yet
  const [picture, old, young] = [someFile(), `${someFile()}.0a1b2c3d.tmp`, `${someFile()}.4e5f6071.tmp`];
  const others = ["notes.tmp", `${someFile()}.tmp`, "0123456789abcdef01234567-320.webp.0a1b2c3d.tmp.txt"];
  await store.put(picture, someBytes(10));
  for (const name of [old, young, ...others]) await writeFile(path.join(folder, name), "half");
  for (const name of [picture, old, ...others]) await utimes(path.join(folder, name), before, new Date(before.getTime() - 1));
  await utimes(path.join(folder, young), before, before);
  expect(await store.deleteUnfinished(before)).toBe(1);
  expect((await readdir(folder)).sort()).toEqual([picture, young, ...others].sort());
});

test("a power cut after a picture was stored does not take it away: its bytes are on the disk before its name, and its name before the answer", async () => {
  const folder = await aFolder();
  await mkdir(folder, { recursive: true });
  const store = diskStore(folder);
  const seen: string[] = [];
  const probe = await open(folder);
  const handles = Object.getPrototypeOf(probe) as FileHandle;
  await probe.close();
  const sync = handles.sync;
  onTestFinished(() => {
    handles.sync = sync;
  });
  handles.sync = async function (this: FileHandle) {
    const names = await readdir(folder);
    seen.push((await this.stat()).isDirectory() ? `folder with ${names.map(path.extname)}` : `file, ${names.map(path.extname)}`);
    return sync.call(this);
  };
  await store.put(someFile(), someBytes(10));
  expect(seen).toEqual(["file, .tmp", "folder with .webp"]);
});

test("an owner who moves into a bucket, and back onto a disk, has every picture, and a second time moves nothing", async () => {
  const [from, bucket, back] = [diskStore(await aFolder()), s3Store(await s3Server(), { log }), diskStore(await aFolder())];
  for (const length of [10, 5000, 300_000]) await from.put(someFile(), someBytes(length));
  expect(await copyPictures(from, bucket)).toEqual({ copied: 3, there: 0 });
  await from.put(someFile(), someBytes(20));
  expect(await copyPictures(from, bucket)).toEqual({ copied: 1, there: 3 });
  expect(await copyPictures(bucket, back)).toEqual({ copied: 4, there: 0 });
  const named = (files: StoredPicture[]) => files.map(({ file, bytes }) => ({ file, bytes }));
  expect(named(await filesIn(back))).toEqual(named(await filesIn(from)));
  for (const { file } of await filesIn(from)) expect(await read(back, file)).toEqual(await read(from, file));
});
