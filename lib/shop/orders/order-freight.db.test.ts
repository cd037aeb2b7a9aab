import { describe, expect, test } from "vitest";
import { checkOut } from "@/lib/shop/checkout/check-out";
import type { ProductFreight, Zone } from "@/lib/shop/freight/freight";
import { readFrozen } from "@/lib/shop/freight/freight-rules";
import { toFreightColumns } from "@/lib/shop/freight/read-freight";
import { addTemplate, changeTemplate } from "@/lib/shop/freight/save-template";
import { setWholeOrderFree } from "@/lib/shop/freight/set-whole-order-free";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { ADDRESS, aBuyer, stockGoods, type TestShop, testShop } from "@/test/test-shop";

const KEY = "k".repeat(43);
const XINJIANG = { ...ADDRESS, province: "新疆维吾尔自治区", city: "乌鲁木齐市", district: "天山区" };
const TIBET = { ...ADDRESS, province: "西藏自治区", city: "拉萨市", district: "城关区" };
const SHANGHAI = { ...ADDRESS, province: "上海市", city: "上海市", district: "黄浦区" };
const zone = (firstFeeFen: number, stepFeeFen = 200): Zone => ({ fee: { first: 1, firstFeeFen, step: 1, stepFeeFen }, free: null });
const RULES = { everywhere: zone(800), zones: [{ ...zone(1500), provinces: [XINJIANG.province] }], excluded: [TIBET.province] };

/** Goods of ¥19.80 that are sent by a template: ¥8 for the first piece, ¥15 to 新疆, not to 西藏. */
async function goodsByTemplate(shop: TestShop, { stock = 10 } = {}) {
  const template = await addTemplate(shop, { name: "快递", unit: "piece", rules: RULES });
  if (!template.ok) throw new Error(template.reason);
  const { variantId } = await stockGoods(shop, { stock });
  await setFreight(shop, variantId, { kind: "template", templateId: template.id });
  return { variantId, templateId: template.id };
}

const setFreight = (shop: TestShop, variantId: number, freight: ProductFreight) =>
  shop.db.product.updateMany({ where: { variants: { some: { id: variantId } } }, data: toFreightColumns(freight) });

type Form = { variantId: number; quantity?: number; shippingFen?: number; address?: typeof ADDRESS; key?: string };
const send = (shop: TestShop, buyerId: string, { variantId, quantity = 1, shippingFen, address = ADDRESS, key = KEY }: Form) => {
  const items = [{ variantId, quantity, expectedPriceFen: 1980 }];
  const shown = shippingFen === undefined ? {} : { expectedShippingFen: shippingFen };
  return checkOut(shop, buyerId, { idempotencyKey: key, items, ...shown, address, note: "", fromCart: false });
};
const orders = (shop: TestShop) => shop.db.order.findMany({ orderBy: { createdAt: "asc" }, include: { attempts: true } });

describe("placing an order", () => {
  test("a buyer pays goods and freight together, and the order keeps how it was counted", async () => {
    const shop = await testShop();
    const { variantId, templateId } = await goodsByTemplate(shop);
    expect(await send(shop, await aBuyer(shop), { variantId, quantity: 3, shippingFen: 1200 })).toMatchObject({ ok: true });
    const [order] = await orders(shop);
    expect(order).toMatchObject({ itemsFen: 5940, shippingFen: 1200, totalFen: 7140, attempts: [{ amountFen: 7140 }] });
    await changeTemplate(shop, { id: templateId, version: 1, name: "快递", rules: { ...RULES, everywhere: zone(9900) } });
    const frozen = readFrozen((await orders(shop))[0]?.freight);
    expect(frozen).toMatchObject({ feeFen: 1200, perTemplate: [{ template: { name: "快递" }, units: 3, fee: { firstFeeFen: 800 } }] });
  });

  test("nobody is charged a freight that was not shown: the buyer reads the new one, and nothing is placed", async () => {
    const shop = await testShop();
    const { variantId } = await goodsByTemplate(shop);
    const buyerId = await aBuyer(shop);
    const refused = { ok: false, reason: "freight_changed", toFen: 800 };
    expect(await send(shop, buyerId, { variantId, shippingFen: 600 })).toEqual({ ...refused, fromFen: 600 });
    expect(await send(shop, buyerId, { variantId }), "a form that showed none").toEqual({ ...refused, fromFen: 0 });
    expect(await send(shop, buyerId, { variantId, shippingFen: 900 }), "not even less").toEqual({ ...refused, fromFen: 900 });
    expect(await orders(shop)).toEqual([]);
    expect(await shop.db.variant.findFirstOrThrow()).toMatchObject({ stock: 10, reserved: 0 });
  });

  test("goods that are not sent to the buyer's province are refused by name, whatever the form said", async () => {
    const shop = await testShop();
    const { variantId } = await goodsByTemplate(shop);
    expect(await send(shop, await aBuyer(shop), { variantId, shippingFen: 0, address: TIBET })).toEqual({
      ok: false,
      reason: "undeliverable",
      province: "西藏自治区",
      goods: [{ title: "龙井茶", variantName: "" }],
    });
    expect(await orders(shop)).toEqual([]);
  });

  test("a sum of the whole order makes it free, and a fixed fee is charged once", async () => {
    const shop = await testShop();
    const { variantId } = await stockGoods(shop);
    await setFreight(shop, variantId, { kind: "fixed", feeFen: 600 });
    const buyerId = await aBuyer(shop);
    expect(await setWholeOrderFree(shop, { free: { fromFen: 3960, except: [XINJIANG.province] }, version: 0 })).toEqual({ ok: true });
    expect(await send(shop, buyerId, { variantId, shippingFen: 600, key: "a".repeat(43) })).toMatchObject({ ok: true });
    expect(await send(shop, buyerId, { variantId, quantity: 2, shippingFen: 0, key: "b".repeat(43) })).toMatchObject({ ok: true });
    const far = { variantId, quantity: 2, shippingFen: 600, address: XINJIANG, key: "c".repeat(43) };
    expect(await send(shop, buyerId, far)).toMatchObject({ ok: true });
    expect((await orders(shop)).map(({ totalFen }) => totalFen)).toEqual([2580, 3960, 4560]);
  });
});

describe("back from the cashier, with another address", () => {
  async function aBuyerAtTheCashier(shop: TestShop) {
    const { variantId, templateId } = await goodsByTemplate(shop);
    const buyerId = await aBuyer(shop);
    const placed = await send(shop, buyerId, { variantId, shippingFen: 800 });
    if (!placed.ok) throw new Error(placed.reason);
    expect(await startPayment(shop, placed.orderId)).toMatchObject({ ok: true });
    shop.advance(1_000);
    return { variantId, templateId, buyerId, old: placed };
  }

  test("a province with the same freight: the unpaid order takes it, and its sum stays", async () => {
    const shop = await testShop();
    const { variantId, buyerId, old } = await aBuyerAtTheCashier(shop);
    expect(await send(shop, buyerId, { variantId, shippingFen: 800, address: SHANGHAI })).toMatchObject({ ok: true, no: old.no });
    expect(await orders(shop)).toMatchObject([{ province: "上海市", shippingFen: 800, totalFen: 2780 }]);
  });

  test("a province with another freight: first the buyer is told, then a new order takes the place of the old one", async () => {
    const shop = await testShop();
    const { variantId, buyerId, old } = await aBuyerAtTheCashier(shop);
    const told = { ok: false, reason: "freight_changed", fromFen: 800, toFen: 1500 };
    expect(await send(shop, buyerId, { variantId, shippingFen: 800, address: XINJIANG })).toEqual(told);
    expect(await orders(shop)).toMatchObject([{ province: "浙江省", status: "PENDING", closeWanted: null }]);

    const placed = await send(shop, buyerId, { variantId, shippingFen: 1500, address: XINJIANG });
    expect(placed).toMatchObject({ ok: true, replayed: false });
    expect(await orders(shop)).toMatchObject([
      { id: old.orderId, province: "浙江省", status: "CLOSED", totalFen: 2780 },
      { province: "新疆维吾尔自治区", status: "PENDING", shippingFen: 1500, totalFen: 3480, attempts: [{ amountFen: 3480 }] },
    ]);
  });

  test("a province to which the goods are not sent is refused, and the order stays as it is", async () => {
    const shop = await testShop();
    const { variantId, buyerId } = await aBuyerAtTheCashier(shop);
    expect(await send(shop, buyerId, { variantId, shippingFen: 800, address: TIBET })).toMatchObject({ reason: "undeliverable" });
    expect(await orders(shop)).toMatchObject([{ province: "浙江省", status: "PENDING", closeWanted: null }]);
  });

  test("another telephone number in the same province, after the owner made freight dearer: what was agreed stays", async () => {
    const shop = await testShop();
    const { variantId, templateId, buyerId, old } = await aBuyerAtTheCashier(shop);
    await changeTemplate(shop, { id: templateId, version: 1, name: "快递", rules: { ...RULES, everywhere: zone(9900) } });
    const again = { variantId, shippingFen: 800, address: { ...ADDRESS, phone: "13900000001" } };
    expect(await send(shop, buyerId, again)).toMatchObject({ ok: true, no: old.no });
    expect(await send(shop, buyerId, { ...again, address: SHANGHAI }), "but another province is counted anew").toMatchObject({
      reason: "freight_changed",
      toFen: 9900,
    });
    expect(await orders(shop)).toMatchObject([{ receiverPhone: "13900000001", province: "浙江省", totalFen: 2780 }]);
  });

  test("the same form in ten tabs is one order, however the rules change meanwhile", async () => {
    const shop = await testShop();
    const { variantId, templateId, buyerId, old } = await aBuyerAtTheCashier(shop);
    await changeTemplate(shop, { id: templateId, version: 1, name: "快递", rules: { ...RULES, everywhere: zone(0) } });
    const sent = await Promise.all(Array.from({ length: 10 }, () => send(shop, buyerId, { variantId, shippingFen: 800 })));
    expect(sent.every((placed) => placed.ok && placed.no === old.no)).toBe(true);
  });
});
