import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { requestRefund } from "@/lib/shop/refunds/requested/request-refund";
import { aPaidOrder } from "@/test/paid-order";
import { ADDRESS, type TestShop, testShop } from "@/test/test-shop";
import { GET } from "./route";

const here = vi.hoisted(() => ({ shop: null as unknown }));
vi.mock("next/headers", () => ({ headers: async () => new Headers() }));
vi.mock("@/lib/shop/assembly/get-shop", () => ({ getShop: () => here.shop }));
vi.mock("@/lib/shop/owners/sessions/find-session", () => ({
  findSession: async () => ({ owner: { id: null, login: "owner", name: "", role: "OWNER" } }),
}));
vi.mock("@/app/admin/owner-cookies", () => ({ readOwnerCookie: async () => "token" }));
vi.mock("@/app/admin/visitor", () => ({ currentVisitor: async () => ({ ip: "192.0.2.1", userAgent: "" }) }));

const BYTES = 30_000;

async function aBuyerWithPictures(shop: TestShop, { orders, pictures }: { orders: number; pictures: number }): Promise<void> {
  for (let nth = 0; nth < orders; nth++) {
    const { orderId } = await aPaidOrder(shop);
    await requestRefund(shop, orderId, { reason: "商品破损" });
    const { id: refundId } = await shop.db.refund.findFirstOrThrow({ where: { orderId } });
    const row = { refundId, small: new Uint8Array(1), large: new Uint8Array(BYTES).fill(nth), bytes: BYTES + 1, createdAt: shop.now() };
    for (let picture = 0; picture < pictures; picture++) await shop.db.refundPicture.create({ data: { ...row, id: randomUUID() } });
  }
}

async function exported(phone: string): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const answer = await GET(new Request(`http://shop.example/admin/privacy/export?phone=${phone}`), { params: Promise.resolve({}) });
  expect(answer.headers.get("content-disposition")).toContain("buyer-data.json");
  if (!answer.body) throw new Error("nothing was sent");
  return answer.body.getReader();
}

async function piecesOf(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for (let read = await reader.read(); !read.done; read = await reader.read()) pieces.push(read.value);
  return pieces;
}

test("what is kept of a buyer with many pictures is sent in pieces, of which none has two of them", async () => {
  const shop = await testShop();
  here.shop = shop;
  await aBuyerWithPictures(shop, { orders: 3, pictures: 4 });
  const pieces = await piecesOf(await exported(ADDRESS.phone));
  expect(Math.max(...pieces.map(({ byteLength }) => byteLength))).toBeLessThan(BYTES * 2);
  const file = JSON.parse(Buffer.concat(pieces).toString("utf8"));
  expect(file).toMatchObject({
    phone: ADDRESS.phone,
    orders: [{}, {}, {}],
    addresses: [],
    pictures: Array.from({ length: 12 }, () => ({})),
  });
  const contents = (file.pictures as { webp: string }[]).map(({ webp }) => Buffer.from(webp, "base64"));
  expect(contents.every(({ byteLength }) => byteLength === BYTES)).toBe(true);
  expect(new Set(contents.map(([first]) => first))).toEqual(new Set([0, 1, 2]));
});

test("a picture is read when it is sent: what was erased meanwhile is not in the file, which is whole all the same", async () => {
  const shop = await testShop();
  here.shop = shop;
  await aBuyerWithPictures(shop, { orders: 1, pictures: 3 });
  const reader = await exported(ADDRESS.phone);
  const first = await reader.read();
  await shop.db.refundPicture.deleteMany();
  const pieces = [first.value ?? new Uint8Array(), ...(await piecesOf(reader))];
  expect(JSON.parse(Buffer.concat(pieces).toString("utf8"))).toMatchObject({ orders: [{}], pictures: [] });
});

test("a number that nobody ordered with has an empty file, and what is no number has none", async () => {
  here.shop = await testShop();
  const text = Buffer.concat(await piecesOf(await exported("13900000000"))).toString("utf8");
  expect(JSON.parse(text)).toEqual({ phone: "13900000000", orders: [], addresses: [], pictures: [] });
  const noNumber = new Request("http://shop.example/admin/privacy/export?phone=1%27%20OR%20%271%27=%271");
  expect((await GET(noNumber, { params: Promise.resolve({}) })).status).toBe(404);
});
