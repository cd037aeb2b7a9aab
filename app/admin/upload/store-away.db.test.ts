import sharp from "sharp";
import { expect, test, vi } from "vitest";
import type { PictureStore } from "@/lib/shop/picture-store";
import type { Shop } from "@/lib/shop/shop";
import { stockGoods, testShop } from "@/test/test-shop";
import { POST as postIcon } from "../(desk)/categories/[id]/icon/route";
import { POST as postPicture } from "../(desk)/products/[id]/pictures/route";

const owner = vi.hoisted(() => ({ shop: null as unknown }));
vi.mock("../member", () => ({
  memberRoute:
    (_: string, run: (request: Request, context: object, owner: object) => Promise<Response>) => (request: Request, context: object) =>
      run(request, context, { shop: owner.shop }),
}));

/** An owner whose store takes files and deletes none, and what the log says of that. */
async function anOwner() {
  const shop = await testShop();
  const warned: unknown[] = [];
  const store: PictureStore = {
    put: async () => {},
    get: async () => null,
    delete: () => Promise.reject(new Error("away")),
    async *list() {},
    deleteUnfinished: async () => 0,
  };
  const log = Object.assign(Object.create(shop.log), { warn: (facts: unknown) => warned.push(facts) }) as Shop["log"];
  owner.shop = { ...shop, log, pictures: { ...shop.pictures, store } };
  return { shop, warned };
}

type Post = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;

async function send(post: Post, path: string, id: number): Promise<Response> {
  const picture = await sharp({ create: { width: 400, height: 400, channels: 3, background: "#0a0" } })
    .jpeg()
    .toBuffer();
  const body = new FormData();
  body.set("picture", new File([new Uint8Array(picture)], "a.jpg", { type: "image/jpeg" }));
  return post(new Request(`http://127.0.0.1${path}`, { method: "POST", body }), { params: Promise.resolve({ id: String(id) }) });
}

test("an owner who changes a category's icon while the store is away reads that it is changed, which it is", async () => {
  const { shop, warned } = await anOwner();
  await stockGoods(shop);
  const { id } = await shop.db.category.findFirstOrThrow();
  for (const expected of [0, 1]) {
    const answer = await send(postIcon, `/admin/categories/${id}/icon`, id);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/admin/categories?icon=stored"]);
    expect(warned).toHaveLength(expected); // the first one replaces an icon of the shop's own drawing
  }
  expect((await shop.db.category.findFirstOrThrow()).icon).toMatch(/^media\//);
});

test("an owner whose picture finds its product gone is told so, and not that the shop is broken", async () => {
  const { warned } = await anOwner();
  const answer = await send(postPicture, "/admin/products/4711/pictures", 4711);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, expect.stringMatching(/upload=gone/)]);
  expect(warned).toHaveLength(1);
});
