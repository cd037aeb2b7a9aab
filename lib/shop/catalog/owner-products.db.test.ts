import { expect, test } from "vitest";
import { uploadDigest } from "@/lib/shop/pictures/upload-digest";
import { anOrder, stockGoods, testShop } from "@/test/test-shop";
import { addPicture, arrangePictures, isCarriedOut, restorePicture } from "./arrange-pictures";
import { createProduct } from "./create-product";
import { listOwnerProducts } from "./list-owner-products";
import { MOST_PICTURES } from "./product";
import { saveMatrix } from "./save-matrix";
import { setOnSale } from "./set-on-sale";

test("a new product waits off sale with its opening stock in the ledger, until the owner puts it on sale", async () => {
  const shop = await testShop();
  await stockGoods(shop);
  const { id: categoryId } = await shop.db.category.findFirstOrThrow();
  const basics = { title: "桂花乌龙", subtitle: "", description: "", categoryId };
  const created = await createProduct(shop, basics, { name: "", priceFen: 3800, listPriceFen: null, stock: 7 });
  if (!created.ok) throw new Error(created.reason);
  const product = await shop.db.product.findUniqueOrThrow({
    where: { id: created.id },
    include: { variants: { include: { movements: true } } },
  });
  expect(product).toMatchObject({ onSale: false, variants: [{ stock: 7, movements: [{ kind: "adjust", quantity: 7 }] }] });
  expect(product.slug).toMatch(/^p-[a-z0-9]{6}$/);
  expect(await setOnSale(shop, created.id, true)).toEqual({ ok: true });
  expect(await createProduct(shop, { ...basics, categoryId: 999 }, { name: "", priceFen: 1, listPriceFen: null, stock: 0 })).toMatchObject({
    reason: "no_category",
  });
});

test("a changed price leaves an order that was placed as it was", async () => {
  const shop = await testShop();
  const { variantId, productId } = await stockGoods(shop, { priceFen: 1980 });
  const order = await anOrder(shop, { variantId });
  await saveMatrix(shop, productId, [{ of: { variantId }, priceFen: 2980, listPriceFen: null, sku: "", active: true, stockDelta: 0 }]);
  expect(await shop.db.orderLine.findFirst({ where: { orderId: order.orderId } })).toMatchObject({ priceFen: 1980 });
});

test("a product whose variants are all switched off cannot be put on sale", async () => {
  const shop = await testShop();
  const { variantId, productId } = await stockGoods(shop);
  await saveMatrix(shop, productId, [{ of: { variantId }, priceFen: 1, listPriceFen: null, sku: "", active: false, stockDelta: 0 }]);
  expect(await setOnSale(shop, productId, true)).toMatchObject({ reason: "nothing_to_sell" });
});

test("pictures that are uploaded at the same moment all stay, up to the limit, and move where the owner wants them", async () => {
  const shop = await testShop();
  const { productId } = await stockGoods(shop);
  const results = await Promise.all(Array.from({ length: MOST_PICTURES + 3 }, (_, index) => addPicture(shop, productId, `u/${index}`)));
  expect(results.filter((result) => result.ok)).toHaveLength(MOST_PICTURES);
  const { images } = await shop.db.product.findUniqueOrThrow({ where: { id: productId } });
  const last = images.at(-1) ?? "";
  expect(await arrangePictures(shop, { productId, name: last, move: "first" })).toEqual({ ok: true });
  expect((await shop.db.product.findUniqueOrThrow({ where: { id: productId } })).images[0]).toBe(last);
  expect(await arrangePictures(shop, { productId, name: "u/gone", move: "remove" })).toMatchObject({ reason: "moved" });
});

test("an upload that is sent again because its answer was lost is in the product once, also when both are on their way at once", async () => {
  const shop = await testShop();
  const { productId } = await stockGoods(shop);
  const bytes = new Uint8Array([1, 2, 3]);
  const digest = uploadDigest("page-0001-1", [productId, "images"], bytes);
  const results = await Promise.all(["u/a", "u/b"].map((name) => addPicture(shop, productId, name, { digest })));
  expect(results.map((result) => (result.ok ? "stored" : result.reason)).sort()).toEqual(["done_before", "stored"]);
  expect(await isCarriedOut(shop.db, digest ?? "")).toBe(true);
  const later = uploadDigest("page-0001-2", [productId, "images"], bytes);
  expect(await addPicture(shop, productId, "u/c", { digest: later })).toEqual({ ok: true });
  expect((await shop.db.product.findUniqueOrThrow({ where: { id: productId } })).images).toHaveLength(2);
});

test("an upload that a full product refused is taken when there is room for it", async () => {
  const shop = await testShop();
  const { productId } = await stockGoods(shop);
  for (let index = 0; index < MOST_PICTURES; index++) await addPicture(shop, productId, `u/${index}`);
  const digest = uploadDigest("page-0001-1", [productId, "images"], new Uint8Array([1]));
  expect(await addPicture(shop, productId, "u/new", { digest })).toMatchObject({ reason: "full" });
  await arrangePictures(shop, { productId, name: "u/0", move: "remove" });
  expect(await addPicture(shop, productId, "u/new", { digest })).toEqual({ ok: true });
});

test("a picture that was taken off by mistake comes back to its place, and only once", async () => {
  const shop = await testShop();
  const { productId } = await stockGoods(shop);
  for (const name of ["u/a", "u/b", "u/c"]) await addPicture(shop, productId, name);
  const images = async () => (await shop.db.product.findUniqueOrThrow({ where: { id: productId } })).images;
  expect(await arrangePictures(shop, { productId, name: "u/b", move: "remove" })).toEqual({ ok: true });
  expect(await images()).toEqual(["u/a", "u/c"]);
  const undo = { productId, album: "images", name: "u/b" } as const;
  const results = await Promise.all([restorePicture(shop, undo), restorePicture(shop, undo)]);
  expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(await images()).toEqual(["u/a", "u/b", "u/c"]);
});

test("a product that was filled meanwhile takes no picture back, and keeps it for later", async () => {
  const shop = await testShop();
  const { productId } = await stockGoods(shop);
  for (let index = 0; index < MOST_PICTURES; index++) await addPicture(shop, productId, `u/${index}`);
  await arrangePictures(shop, { productId, name: "u/0", move: "remove" });
  await addPicture(shop, productId, "u/new");
  const undo = { productId, album: "images", name: "u/0" } as const;
  expect(await restorePicture(shop, undo)).toMatchObject({ reason: "full" });
  await arrangePictures(shop, { productId, name: "u/new", move: "remove" });
  expect(await restorePicture(shop, undo)).toEqual({ ok: true });
});

test("the pictures of a description keep their numbers when one of them goes, and when it comes back", async () => {
  const shop = await testShop();
  const { productId } = await stockGoods(shop);
  for (const name of ["a", "b", "c"]) await addPicture(shop, productId, name, { album: "details" });
  const details = async () => (await shop.db.product.findUniqueOrThrow({ where: { id: productId } })).details;
  await arrangePictures(shop, { productId, name: "b", move: "remove", album: "details" });
  expect(await details()).toEqual(["a", "", "c"]);
  expect(await arrangePictures(shop, { productId, name: "", move: "remove", album: "details" })).toMatchObject({ reason: "moved" });
  await restorePicture(shop, { productId, album: "details", name: "b" });
  expect(await details()).toEqual(["a", "b", "c"]);
});

test.each(["春茶碧螺春", "碧螺春。", "《碧螺春》", "50g", "５０ｇ", "碧螺春（50g）", "50g小罐"])(
  "the owner who types %s finds 春茶（碧螺春） in ５０ｇ 小罐",
  async (search) => {
    const shop = await testShop();
    await stockGoods(shop);
    const { id: categoryId } = await shop.db.category.findFirstOrThrow();
    const variant = { name: "５０ｇ 小罐", priceFen: 3800, listPriceFen: null, stock: 7 };
    await createProduct(shop, { title: "春茶（碧螺春）", subtitle: "", description: "", categoryId }, variant);
    const { products } = await listOwnerProducts(shop, { search, filter: "all", scarceAt: 0 });
    expect(products.map(({ title }) => title)).toEqual(["春茶（碧螺春）"]);
  },
);
