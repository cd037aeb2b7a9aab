import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Shop } from "@/lib/shop/shop";
import { testPictures } from "@/test/test-shop";
import { detailView, uploadedId } from "./picture";
import { readPicture } from "./read-picture";
import { removePicture } from "./remove-picture";
import { storePicture } from "./store-picture";

let dataDir: string;
let shop: Shop;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "xiaopu-pictures-"));
  const log = { warn: () => {}, error: () => {} };
  shop = { log, pictures: testPictures(dataDir) } as unknown as Shop; // the verbs ask for nothing else
});
afterAll(() => rm(dataDir, { recursive: true }));

async function bytesOf(file: string): Promise<Buffer> {
  const opened = await readPicture(shop, file);
  if (!opened) throw new Error(`no ${file}`);
  return Buffer.from(await new Response(opened.body).arrayBuffer());
}

const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: "#3a7" } });

test("a photograph with the place where it was taken becomes two square pictures that tell of nothing", async () => {
  const photo = await plain(1200, 800)
    .jpeg()
    .withExif({ IFD0: { Copyright: "somebody" }, IFD3: { GPSLatitudeRef: "N" } })
    .toBuffer();
  const withTail = Buffer.concat([photo, Buffer.from("<script>alert(1)</script>")]);
  const stored = await storePicture(shop, withTail);
  if (!stored.ok) throw new Error(stored.reason);
  expect(stored.name).toMatch(/^u\/[0-9a-f]{24}$/);
  for (const size of [320, 720]) {
    const bytes = await bytesOf(`${stored.name.slice(2)}-${size}.webp`);
    const meta = await sharp(bytes).metadata();
    expect(meta).toMatchObject({ format: "webp", width: size, height: size });
    expect(meta.exif).toBeUndefined();
    expect(bytes.includes("script")).toBe(false);
  }
});

test("a picture of a description keeps its shape, and its name tells how much room it takes", async () => {
  const tall = await plain(2160, 6480).jpeg().toBuffer();
  const stored = await storePicture(shop, tall, "detail");
  if (!stored.ok) throw new Error(stored.reason);
  expect(stored.name).toMatch(/^u\/[0-9a-f]{24}:1080x3240$/);
  const view = detailView(stored.name);
  expect(view).toMatchObject({ width: 1080, height: 3240 });
  for (const [size, width] of [
    [540, 540],
    [1080, 1080],
  ] as const) {
    const bytes = await bytesOf(`${uploadedId(stored.name)}-${size}.webp`);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width });
    expect(view.srcSet).toContain(`-${size}.webp ${width}w`);
  }
  await removePicture(shop, stored.name);
  expect(await readPicture(shop, `${uploadedId(stored.name)}-1080.webp`)).toBeNull();
});

test("a small picture of a description is not blown up", async () => {
  const stored = await storePicture(shop, await plain(301, 100).png().toBuffer(), "detail");
  expect(stored.ok && stored.name.split(":")[1]).toBe("301x100");
});

test("a licence keeps its form, with a size in which its small print can be read, and is never made larger than it was", async () => {
  const stored = await storePicture(shop, await plain(3000, 2000).jpeg().toBuffer(), "whole");
  if (!stored.ok) throw new Error(stored.reason);
  const widths = [320, 720, 1440].map(async (size) => {
    const bytes = await bytesOf(`${stored.name.slice(2)}-${size}.webp`);
    const { width, height } = await sharp(bytes).metadata();
    return [width, height];
  });
  expect(await Promise.all(widths)).toEqual([
    [320, 213],
    [720, 480],
    [1440, 960],
  ]);
  const small = await storePicture(shop, await plain(400, 600).png().toBuffer(), "whole");
  if (!small.ok) throw new Error(small.reason);
  const bytes = await bytesOf(`${small.name.slice(2)}-1440.webp`);
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 400, height: 600 });
});

test("a picture that was taken away is gone in every size, and only a picture of the shop's own names can go", async () => {
  const stored = await storePicture(shop, await plain(400, 400).png().toBuffer(), "whole");
  if (!stored.ok) throw new Error(stored.reason);
  const files = async () => (await readdir(path.join(dataDir, "uploads"))).filter((file) => file.startsWith(stored.name.slice(2)));
  expect(await files()).toHaveLength(3);
  await removePicture(shop, stored.name);
  expect(await files()).toEqual([]);
  await removePicture(shop, stored.name);
  for (const name of ["longjing", "u/../../package", "u/", ""]) await removePicture(shop, name);
});

test("a photograph taken sideways stands upright", async () => {
  // The upper half is white; orientation 3 turns it upside down.
  const upper = await plain(100, 50).png().toBuffer();
  const photo = await sharp({ create: { width: 100, height: 100, channels: 3, background: "#000" } })
    .composite([{ input: upper, top: 0, left: 0 }])
    .jpeg()
    .withMetadata({ orientation: 3 })
    .toBuffer();
  const stored = await storePicture(shop, photo);
  if (!stored.ok) throw new Error(stored.reason);
  const bytes = await bytesOf(`${stored.name.slice(2)}-320.webp`);
  const { data } = await sharp(bytes).resize(1, 2, { fit: "fill" }).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  expect(data[1]).toBeLessThan(60); // black is now above
  expect(data[4]).toBeGreaterThan(100);
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';

test.each([
  ["a drawing that can run scripts", async () => Buffer.from(svg), "not_a_picture"],
  ["a web page", async () => Buffer.from("<html>GIF89a</html>"), "not_a_picture"],
  ["half a picture", async () => (await plain(400, 400).png().toBuffer()).subarray(0, 300), "not_a_picture"],
  ["nothing", async () => Buffer.alloc(0), "not_a_picture"],
  ["seven megabytes", async () => Buffer.alloc(7 * 1024 * 1024), "too_big"],
  ["a small file that unfolds to 64 megapixels", () => plain(8000, 8000).png().toBuffer(), "too_many_pixels"],
])("%s is refused and leaves no file", async (_what, make, reason) => {
  const before = await readdir(path.join(dataDir, "uploads")).catch(() => []);
  expect(await storePicture(shop, await make())).toMatchObject({ ok: false, reason });
  expect(await readdir(path.join(dataDir, "uploads")).catch(() => [])).toEqual(before);
});

test("a picture that is not there, and a name that is none, read as nothing", async () => {
  expect(await readPicture(shop, "0123456789abcdef01234567-320.webp")).toBeNull();
  expect(await readPicture(shop, "../../package.json")).toBeNull();
});

test("fifty pictures at once are worked on one after another, and whoever comes when too many wait is told so", async () => {
  const most = { now: 0, ever: 0 };
  const { store, turns } = testPictures(dataDir, { waiting: 49 });
  const counted: Shop["pictures"]["turns"] = {
    run: (work) =>
      turns.run(async () => {
        most.ever = Math.max(most.ever, ++most.now);
        return await work().finally(() => most.now--);
      }),
  };
  const crowded = { ...shop, pictures: { store, turns: counted } };
  const png = await plain(400, 400).png().toBuffer();
  const stored = await Promise.all(Array.from({ length: 51 }, () => storePicture(crowded, png)));
  expect(stored.filter(({ ok }) => ok)).toHaveLength(50);
  expect(stored.at(-1)).toMatchObject({ ok: false, reason: "busy" });
  expect(most).toEqual({ now: 0, ever: 1 });
});

test("a picture of which the store took only a part is refused, and none of it stays", async () => {
  const { store, turns } = testPictures(dataDir);
  const before = await readdir(path.join(dataDir, "uploads"));
  let puts = 0;
  const filling: typeof store = {
    ...store,
    put: (file, bytes) => (++puts === 2 ? Promise.reject(new Error("full")) : store.put(file, bytes)),
  };
  const stored = await storePicture({ ...shop, pictures: { store: filling, turns } }, await plain(400, 400).png().toBuffer());
  expect(stored).toMatchObject({ ok: false, reason: "not_stored" });
  expect(puts).toBe(2);
  expect(await readdir(path.join(dataDir, "uploads"))).toEqual(before);
});
