import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import jsQR from "jsqr";
import sharp from "sharp";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { setOnSale } from "@/lib/shop/catalog/set-on-sale";
import { PREVIEW_COOKIE, previewToken } from "@/lib/shop/opening/preview";
import { storePicture } from "@/lib/shop/pictures/store-picture";
import type { ShopConfig } from "@/lib/shop/shop";
import { stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { GET } from "./route";

const here = vi.hoisted(() => ({ shop: null as unknown, cookies: new Map<string, string>() }));
vi.mock("@/lib/shop/assembly/get-shop", () => ({ getShop: () => here.shop }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: (name: string) => (here.cookies.has(name) ? { name, value: here.cookies.get(name) } : undefined) }),
}));

beforeEach(() => here.cookies.clear());

/** A shop that is asked over the web, with one product. */
async function aShop(config: Partial<ShopConfig> = {}, title = "明前龙井"): Promise<{ shop: TestShop; slug: string; productId: number }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "xiaopu-posters-"));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const shop = await testShop({ dataDir, shopUrl: "https://shop.example.com", ...config });
  here.shop = shop;
  const { productId } = await stockGoods(shop, { title });
  const { slug } = await shop.db.product.findUniqueOrThrow({ where: { id: productId } });
  return { shop, slug, productId };
}

function ask(slug: string, { from = "192.0.2.1", ...headers }: Record<string, string> = {}): Promise<Response> {
  const request = new Request(`http://evil.example/api/posters/${slug}`, { headers: { "x-forwarded-for": from, ...headers } });
  return GET(request, { params: Promise.resolve({ slug }) });
}

async function pictureOf(answer: Response) {
  expect(answer.status).toBe(200);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { bytes, pixels: new Uint8ClampedArray(data), width: info.width, height: info.height };
}

/** What a phone reads off a picture. */
async function scan(answer: Response): Promise<string | undefined> {
  const { pixels, width, height } = await pictureOf(answer);
  return jsQR(pixels, width, height)?.data;
}

test("a shopper who scans a poster comes to the product at the shop's own address, whatever the asking browser called it", async () => {
  const { slug } = await aShop();
  const answer = await ask(slug, { host: "evil.example", "x-forwarded-host": "evil.example" });
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/jpeg",
    "cache-control": "private, no-cache",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
  });
  expect(await scan(answer)).toBe(`https://shop.example.com/products/${slug}`);
});

test("a poster as it goes through chats, smaller and worse, can still be scanned", async () => {
  const { slug } = await aShop();
  const { bytes } = await pictureOf(await ask(slug));
  const chat = await sharp(bytes).resize(480).jpeg({ quality: 40 }).toBuffer();
  const { data, info } = await sharp(chat).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  expect(jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(`https://shop.example.com/products/${slug}`);
});

test("a browser that has the poster is told that it is still true, until the price is another", async () => {
  const { shop, slug, productId } = await aShop();
  const first = await ask(slug);
  const tag = first.headers.get("etag") ?? "";
  const before = await pictureOf(first);
  const again = await ask(slug, { "if-none-match": `"other", W/${tag}` });
  expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", tag]);

  await shop.db.variant.updateMany({ where: { productId }, data: { priceFen: 2980 } });
  const changed = await ask(slug, { "if-none-match": tag });
  expect(changed.headers.get("etag")).not.toBe(tag);
  expect((await pictureOf(changed)).bytes.equals(before.bytes)).toBe(false);
});

test("the owner's pictures, names and colour are on the poster, and a picture whose file is gone is left out", async () => {
  const { shop, slug, productId } = await aShop();
  const plain = await pictureOf(await ask(slug));
  const photo = await sharp({ create: { width: 900, height: 900, channels: 3, background: "#00ff00" } })
    .png()
    .toBuffer();
  const stored = await storePicture(shop, photo);
  if (!stored.ok) throw new Error(stored.reason);
  await shop.db.product.update({ where: { id: productId }, data: { images: [stored.name] } });
  await shop.db.shopProfile.create({ data: { id: 1, name: "青山", tagline: "好茶", themeColour: "#1f6b4a", logo: stored.name } });
  const { pixels, width, height } = await pictureOf(await ask(slug));
  expect(height).toBeGreaterThan(plain.height);
  const at = (x: number, y: number) => [...pixels.slice(4 * (y * width + x), 4 * (y * width + x) + 3)];
  const isNear = (colour: number[], other: number[]) => colour.every((value, channel) => Math.abs(value - (other[channel] ?? 0)) < 12);
  expect(isNear(at(375, 500), [0, 255, 0]), "the picture").toBe(true);
  expect(isNear(at(78, 74), [0, 255, 0]), "the logo").toBe(true);
  expect(isNear(at(5, 600), [0x1f, 0x6b, 0x4a]), "the shop's colour").toBe(true);

  await shop.db.product.update({ where: { id: productId }, data: { images: ["u/0123456789abcdef01234567"] } });
  const without = await ask(slug);
  expect(await scan(without)).toContain(slug);
});

test.each([
  ["emoji and marks of direction", "🍵\u202E龙井👨‍👩‍👧\u0000🔥"],
  ["a document's own letters", `</path></svg><script>alert(1)</script>&amp;"'<![CDATA[`],
  ["letters of other scripts alone", "مرحبا עולם 𠮷"],
  ["sixty letters", "很".repeat(60)],
  ["nothing that can be drawn", "🍵"],
])("a name of %s is drawn, and its poster can be scanned", async (_, title) => {
  const { slug } = await aShop({}, title.replaceAll("\0", ""));
  expect(await scan(await ask(slug))).toBe(`https://shop.example.com/products/${slug}`);
});

test("what is off sale, what never was, and a shop that is not open yet have no posters; the owner's phone sees them before", async () => {
  const { shop, slug, productId } = await aShop({ demo: false });
  expect((await ask(slug)).status).toBe(404);
  here.cookies.set(PREVIEW_COOKIE, "x".repeat(43));
  expect((await ask(slug)).status).toBe(404);
  here.cookies.set(PREVIEW_COOKIE, await previewToken(shop));
  expect((await ask(slug)).status).toBe(200);
  await shop.db.shopOpening.update({ where: { id: 1 }, data: { standing: "open", openedAt: shop.now() } });
  here.cookies.clear();
  expect((await ask(slug)).status).toBe(200);
  const tag = (await ask(slug)).headers.get("etag") ?? "";
  await setOnSale(shop, productId, false);
  expect((await ask(slug, { "if-none-match": tag })).status).toBe(404);
  expect((await ask("nothing")).status).toBe(404);
});

test("a network that has posters drawn without end is asked to wait, and what is drawn already everybody gets", async () => {
  const { shop, slug } = await aShop({ posters: { perNetworkAndHour: 1, waiting: 16 } });
  const other = await stockGoods(shop, { title: "别的茶" });
  const { slug: another } = await shop.db.product.findUniqueOrThrow({ where: { id: other.productId } });
  expect((await ask(slug)).status).toBe(200);
  const refused = await ask(another, { from: "192.0.2.200" });
  expect([refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([429, true]);
  expect(await refused.text()).toContain("请稍后再试");
  expect((await ask(slug)).status).toBe(200);
  expect((await ask(another, { from: "198.51.100.1" })).status).toBe(200);
});
