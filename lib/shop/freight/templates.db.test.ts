import { describe, expect, test } from "vitest";
import { addOption } from "@/lib/shop/catalog/add-option";
import { createProduct } from "@/lib/shop/catalog/create-product";
import { saveMatrix } from "@/lib/shop/catalog/save-matrix";
import { updateProduct } from "@/lib/shop/catalog/update-product";
import type { Shop } from "@/lib/shop/shop";
import { actingAs } from "@/test/owner-access";
import { stockGoods, testShop } from "@/test/test-shop";
import { deleteTemplate } from "./delete-template";
import type { FreightRules, FreightUnit } from "./freight";
import { listTemplates } from "./list-templates";
import { readFreightBook, readWholeOrderFree, toFreightColumns } from "./read-freight";
import { addTemplate, changeTemplate } from "./save-template";
import { setWholeOrderFree } from "./set-whole-order-free";

const rulesOf = (firstFeeFen: number): FreightRules => ({
  everywhere: { fee: { first: 1, firstFeeFen, step: 1, stepFeeFen: 100 }, free: null },
  zones: [],
  excluded: [],
});
async function aTemplate(shop: Shop, name = "快递", unit: FreightUnit = "piece"): Promise<number> {
  const added = await addTemplate(shop, { name, unit, rules: rulesOf(800) });
  if (!added.ok) throw new Error(added.reason);
  return added.id;
}
describe("an owner's templates", () => {
  test("are added, changed and deleted, and the trail tells of each with its rules", async () => {
    const shop = actingAs(await testShop(), 7);
    const id = await aTemplate(shop);
    expect(await addTemplate(shop, { name: "快递", unit: "weight", rules: rulesOf(1) })).toEqual({ ok: false, reason: "same_name" });
    expect(await changeTemplate(shop, { id, version: 1, name: "包裹", rules: rulesOf(900) })).toEqual({ ok: true });
    expect(await listTemplates(shop)).toMatchObject([{ name: "包裹", unit: "piece", version: 2, products: 0, rules: rulesOf(900) }]);
    expect(await deleteTemplate(shop, id)).toEqual({ ok: true });
    expect(await deleteTemplate(shop, id)).toEqual({ ok: false, reason: "gone" });
    const trail = await shop.db.auditEntry.findMany({ orderBy: { id: "asc" } });
    expect(trail.map(({ kind }) => kind)).toEqual(["freight_template_added", "freight_template_changed", "freight_template_deleted"]);
    expect(trail[1]).toMatchObject({
      before: { name: "快递" },
      after: { name: "包裹", rules: expect.stringContaining('"firstFeeFen":900') },
    });
  });

  test("of two tabs the second is told that the first one saved, and loses nothing of its", async () => {
    const shop = await testShop();
    const id = await aTemplate(shop);
    const saved = await Promise.all([900, 1000].map((fen) => changeTemplate(shop, { id, version: 1, name: "快递", rules: rulesOf(fen) })));
    expect(saved.map((result) => (result.ok ? "ok" : result.reason)).sort()).toEqual(["moved", "ok"]);
    const whole = await Promise.all(
      [9900, 19_900].map((fromFen) => setWholeOrderFree(shop, { free: { fromFen, except: [] }, version: 0 })),
    );
    expect(whole.map((result) => (result.ok ? "ok" : result.reason)).sort()).toEqual(["moved", "ok"]);
    expect(await readWholeOrderFree(shop.db)).toMatchObject({ version: 1 });
  });

  test("one that products use is not deleted, also when a product takes it up at that moment", async () => {
    const shop = await testShop();
    const { productId } = await stockGoods(shop);
    const { categoryId } = await shop.db.product.findFirstOrThrow();
    const texts = { title: "茶", subtitle: "", description: "", categoryId };
    const id = await aTemplate(shop);
    const freight = { kind: "template" as const, templateId: id };
    const [used, deleted] = await Promise.all([updateProduct(shop, productId, { ...texts, freight }), deleteTemplate(shop, id)]);
    const outcome = [used, deleted].map((result) => (result.ok ? "ok" : result.reason));
    expect([
      ["ok", "in_use"],
      ["no_template", "ok"],
    ]).toContainEqual(outcome);
  });

  test.each([
    ["a threshold of nothing", { everywhere: { ...rulesOf(1).everywhere, free: { fen: null, pieces: null } } }],
    ["a threshold of 0", { everywhere: { ...rulesOf(1).everywhere, free: { fen: 0, pieces: null } } }],
    ["a step of 0", { everywhere: { fee: { first: 1, firstFeeFen: 1, step: 0, stepFeeFen: 1 }, free: null } }],
    ["a province twice", { excluded: ["西藏自治区"], zones: [{ ...rulesOf(1).everywhere, provinces: ["西藏自治区"] }] }],
    ["a place that is no province", { excluded: ["杭州市"] }],
  ])("%s is never written down", async (_, wrong) => {
    const shop = await testShop();
    await expect(addTemplate(shop, { name: "快递", unit: "piece", rules: { ...rulesOf(1), ...wrong } })).rejects.toThrow();
  });
});

describe("a product", () => {
  const texts = { title: "茶", subtitle: "", description: "" };

  test("takes a template that counts grams only when every variant that is sold has a weight", async () => {
    const shop = await testShop();
    const { productId, variantId } = await stockGoods(shop);
    const { categoryId } = await shop.db.product.findFirstOrThrow();
    const freight = { kind: "template" as const, templateId: await aTemplate(shop, "按重量", "weight") };
    const variant = { name: "", priceFen: 1980, listPriceFen: null };
    const noWeight = { ok: false, reason: "no_weight" };
    expect(await updateProduct(shop, productId, { ...texts, categoryId, freight })).toEqual(noWeight);
    expect(await createProduct(shop, { ...texts, categoryId, freight }, { ...variant, stock: 0 })).toEqual(noWeight);
    const { name: _name, ...prices } = variant;
    const save = (of: { variantId: number } | { valueIds: number[] }, grams?: number) =>
      saveMatrix(shop, productId, [{ ...prices, of, sku: "", active: true, stockDelta: 0, ...(grams !== undefined && { grams }) }]);
    expect(await save({ variantId }, 250)).toEqual({ ok: true });
    expect(await updateProduct(shop, productId, { ...texts, categoryId, freight })).toMatchObject({ ok: true });
    const ofRow = { ...noWeight, row: 0 };
    expect(await save({ variantId }, 0)).toEqual(ofRow);
    expect(await save({ variantId })).toEqual({ ok: true });
    await addOption(shop, productId, { name: "大小", values: ["小", "大"] });
    const { id: big } = await shop.db.optionValue.findFirstOrThrow({ where: { name: "大" } });
    expect(await save({ valueIds: [big] })).toEqual(ofRow);
    expect(await save({ valueIds: [big] }, 500)).toEqual({ ok: true });
  });

  test("keeps its freight when a form says nothing of it, and a new one is sent free", async () => {
    const shop = await testShop();
    const { categoryId } = await shop.db.category
      .create({ data: { slug: "t", name: "茶", icon: "" } })
      .then(({ id }) => ({ categoryId: id }));
    const made = await createProduct(shop, { ...texts, categoryId }, { name: "", priceFen: 1, listPriceFen: null, stock: 0 });
    if (!made.ok) throw new Error(made.reason);
    expect(await shop.db.product.findFirstOrThrow()).toMatchObject({ freightKind: "free" });
    await updateProduct(shop, made.id, { ...texts, categoryId, freight: { kind: "fixed", feeFen: 600 } });
    await updateProduct(shop, made.id, { ...texts, title: "好茶", categoryId });
    expect(await shop.db.product.findFirstOrThrow()).toMatchObject({ title: "好茶", freightKind: "fixed", freightFeeFen: 600 });
  });

  test("never loses its template behind the shop's back", async () => {
    const shop = await testShop();
    const { productId } = await stockGoods(shop);
    const templateId = await aTemplate(shop);
    await shop.db.product.update({ where: { id: productId }, data: toFreightColumns({ kind: "template", templateId }) });
    await expect(shop.db.freightTemplate.delete({ where: { id: templateId } })).rejects.toThrow();
    await expect(shop.db.product.update({ where: { id: productId }, data: { freightTemplateId: null } })).rejects.toThrow();
    expect((await readFreightBook(shop.db, [{ freight: { kind: "template", templateId } }])).templates).toHaveLength(1);
  });
});
