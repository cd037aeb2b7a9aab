import { expect, test } from "vitest";
import { addOption } from "@/lib/shop/catalog/add-option";
import { addPicture, arrangePictures } from "@/lib/shop/catalog/arrange-pictures";
import { createProduct } from "@/lib/shop/catalog/create-product";
import { addCategory, changeCategory } from "@/lib/shop/catalog/save-category";
import { saveMatrix } from "@/lib/shop/catalog/save-matrix";
import { setOnSale } from "@/lib/shop/catalog/set-on-sale";
import { updateProduct } from "@/lib/shop/catalog/update-product";
import { resolveDiscrepancy } from "@/lib/shop/discrepancies/resolve-discrepancy";
import { correctParcel } from "@/lib/shop/orders/correct-parcel";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { requestClose } from "@/lib/shop/payments/close-order";
import { acceptRequest } from "@/lib/shop/refunds/requested/accept-request";
import { declineRequest } from "@/lib/shop/refunds/requested/decline-request";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { requestRefund } from "@/lib/shop/refunds/requested/request-refund";
import { retryRefund } from "@/lib/shop/refunds/requested/retry-refund";
import { adjustStock } from "@/lib/shop/stock/adjust-stock";
import { actingAs, auditKinds } from "@/test/owner-access";
import { aWish } from "@/test/owner-wish";
import { aPaidOrder } from "@/test/paid-order";
import { anOrder, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { listAudit } from "./list-audit";
import { recordAudit } from "./record-audit";

const OWNER = 7;
const latest = async (shop: TestShop) => (await listAudit(shop, {})).entries[0];

async function actingShop(): Promise<TestShop> {
  return actingAs(await testShop(), OWNER);
}

test("an owner who changes a price leaves who, when, from where, the old price and the new one", async () => {
  const shop = await actingShop();
  const { productId, variantId } = await stockGoods(shop);
  const price = [{ of: { variantId }, priceFen: 2980, listPriceFen: null, sku: "", active: true, stockDelta: 0 }];
  expect(await saveMatrix(shop, productId, price)).toEqual({ ok: true });
  expect(await latest(shop)).toMatchObject({
    ...{ kind: "variant_changed", ownerId: OWNER, login: "owner", via: "web", ip: "1.1.1.1", userAgent: "a phone" },
    ...{ at: shop.now(), subject: String(productId), subjectName: "龙井茶", before: { priceFen: 1980 }, after: { priceFen: 2980 } },
  });
  // Saving the same again changes nothing, and nothing is said.
  await saveMatrix(shop, productId, price);
  expect(await auditKinds(shop)).toEqual(["variant_changed"]);
});

test("of two owners who change a price at once, the second one's old price is the first one's new one", async () => {
  const shop = await actingShop();
  const { productId, variantId } = await stockGoods(shop);
  const to = (priceFen: number) =>
    saveMatrix(shop, productId, [{ of: { variantId }, priceFen, listPriceFen: null, sku: "", active: true, stockDelta: 0 }]);
  await Promise.all([to(2000), to(3000), to(4000)]);
  const { entries } = await listAudit(shop, {});
  const chain = entries.toReversed().map(({ before, after }) => [before?.priceFen, after?.priceFen]);
  expect(chain).toHaveLength(3);
  for (const [index, [before]] of chain.entries()) expect(before).toBe(index === 0 ? 1980 : chain[index - 1]?.[1]);
});

test("everything that the owner does to the goods is in the trail, and nothing that was refused", async () => {
  const shop = await actingShop();
  const category = await stockGoods(shop).then(() => shop.db.category.findFirstOrThrow());
  const input = { title: "红茶", subtitle: "", description: "", categoryId: category.id };
  const created = await createProduct(shop, input, { name: "", priceFen: 100, listPriceFen: null, stock: 3 });
  if (!created.ok) throw new Error(created.reason);
  const { id } = created;
  const variant = await shop.db.variant.findFirstOrThrow({ where: { productId: id } });
  await updateProduct(shop, id, { ...input, title: "祁门红茶" });
  await addOption(shop, id, { name: "大小", values: ["小", "大"] });
  const [, big] = await shop.db.optionValue.findMany({ orderBy: { position: "asc" } });
  const row = { of: { valueIds: [big?.id ?? 0] }, priceFen: 200, listPriceFen: null, sku: "", active: true, stockDelta: 0 };
  await saveMatrix(shop, id, [row]);
  await setOnSale(shop, id, true);
  await adjustStock(shop, variant.id, { kind: "by", delta: 5 });
  await addPicture(shop, id, "u/one");
  await addPicture(shop, id, "u/two");
  await arrangePictures(shop, { productId: id, name: "u/two", move: "first" });
  await changeCategory(shop, category.id, { name: "好茶" });
  await addCategory(shop, { name: "新茶", icon: "tea" });
  expect(await auditKinds(shop)).toEqual([
    ...["product_created", "product_changed", "options_changed", "variant_added", "product_on_sale", "stock_adjusted"],
    ...["pictures_changed", "pictures_changed", "pictures_changed", "category_changed", "category_added"],
  ]);
  const { entries } = await listAudit(shop, { group: "goods" });
  const named = (kind: string) => entries.find((entry) => entry.kind === kind);
  expect(named("product_created")).toMatchObject({ subjectName: "红茶", after: { priceFen: 100, stock: 3 } });
  expect(named("product_changed")).toMatchObject({ before: { title: "红茶" }, after: { title: "祁门红茶" } });
  expect(named("options_changed")).toMatchObject({ before: { options: "" }, after: { options: "大小（小、大）" } });
  expect(named("variant_added")).toMatchObject({ subjectName: "祁门红茶 大", after: { priceFen: 200 } });
  expect(named("product_on_sale")).toMatchObject({ before: { onSale: false }, after: { onSale: true } });
  expect(named("stock_adjusted")).toMatchObject({ before: { stock: 3 }, after: { stock: 8 } });
  expect(named("pictures_changed")).toMatchObject({ before: { images: ["u/one", "u/two"] }, after: { images: ["u/two", "u/one"] } });

  for (const refused of [
    await updateProduct(shop, 999, input),
    await setOnSale(shop, 999, true),
    await adjustStock(shop, variant.id, { kind: "by", delta: -99 }),
    await adjustStock(shop, variant.id, { kind: "to", stock: 1, seen: 999 }),
    await addPicture(shop, 999, "u/three"),
    await changeCategory(shop, 999, { name: "x" }),
    await addCategory(shop, { name: "新茶", icon: "tea" }),
    await saveMatrix(shop, id, [row]),
    await addOption(shop, id, { name: "大小", values: ["小"] }),
  ])
    expect(refused.ok).toBe(false);
  expect(await auditKinds(shop)).toHaveLength(11);
});

test("what the owner does with orders and money is in the trail under the order's number", async () => {
  const shop = await actingShop();
  const sent = await aPaidOrder(shop);
  await shipOrder(shop, sent.orderId, { courier: "顺丰速运", trackingNo: "SF1" });
  const { id: parcelId } = await shop.db.parcel.findFirstOrThrow({ where: { orderId: sent.orderId } });
  await correctParcel(shop, sent.orderId, { parcelId, courier: "顺丰速运", trackingNo: "SF2" });
  expect(await latest(shop)).toMatchObject({ before: { trackingNo: "SF1" }, after: { trackingNo: "SF2" }, subject: sent.no });

  const returned = await aPaidOrder(shop);
  await refundOrder(shop, { orderId: returned.orderId, amountFen: 100, reason: "补差价", wish: aWish() });
  expect(await latest(shop)).toMatchObject({ kind: "refund_started", subject: returned.no, after: { amountFen: 100 } });
  const refused = await aPaidOrder(shop);
  await requestRefund({ ...shop, by: undefined } as TestShop, refused.orderId, { reason: "不想要了" });
  const { id } = await shop.db.refund.findFirstOrThrow({ where: { orderId: refused.orderId } });
  await declineRequest(shop, { refundId: id, note: "已经打包", owner: "owner" });

  const unpaid = await anOrder(shop);
  await requestClose(shop, unpaid.orderId, "owner");
  const open = await shop.db.discrepancy.create({ data: { kind: "missing_bill", dedupeKey: "missing_bill:x" } });
  await resolveDiscrepancy(shop, { id: open.id, resolution: "已与买家说明", by: "owner" });
  expect(await latest(shop)).toMatchObject({ after: { discrepancy: "missing_bill", resolution: "已与买家说明" } });
  expect(await auditKinds(shop)).toEqual([
    ...["order_shipped", "parcel_corrected", "refund_started", "refund_declined", "close_asked", "discrepancy_resolved"],
  ]);
});

test("what a buyer or the worker does is not in the trail: the order's timeline tells of it", async () => {
  const shop = await testShop();
  const order = await anOrder(shop);
  await requestClose(shop, order.orderId, "buyer");
  expect(await auditKinds(shop)).toEqual([]);
});

test("a change that does not come about leaves no line, and one whose line cannot be written does not come about", async () => {
  const shop = await actingShop();
  const { productId } = await stockGoods(shop);
  await expect(
    shop.db.$transaction(async (tx) => {
      await recordAudit(tx, shop, { kind: "product_changed", subject: productId });
      throw new Error("the process ends here");
    }),
  ).rejects.toThrow("ends here");
  expect(await auditKinds(shop)).toEqual([]);
  const broken = { ...shop, by: { ownerId: OWNER, login: "owner", via: "nowhere" as "web", ip: "", userAgent: "" } };
  await expect(setOnSale(broken, productId, false)).rejects.toThrow();
  expect((await shop.db.product.findUniqueOrThrow({ where: { id: productId } })).onSale).toBe(true);
});

test("the owner pages through the trail, newest first, and sees one kind or one person alone", async () => {
  const shop = await testShop();
  const [one, other] = [actingAs(shop, 1), actingAs(shop, 2)];
  for (let n = 0; n < 35; n++) await recordAudit(shop.db, n % 2 ? one : other, { kind: n < 33 ? "stock_adjusted" : "logout", subject: n });
  await recordAudit(
    shop.db,
    { ...shop, by: { ownerId: null, login: "", via: "console", ip: "", userAgent: "" } },
    { kind: "password_reset" },
  );
  await recordAudit(shop.db, { ...shop, by: { ownerId: null, login: "", via: "web", ip: "6", userAgent: "" } }, { kind: "login_failed" });
  const first = await listAudit(shop, {});
  expect(first.entries.map((entry) => entry.kind).slice(0, 4)).toEqual(["login_failed", "password_reset", "logout", "logout"]);
  expect(first.entries).toHaveLength(30);
  const second = await listAudit(shop, { before: first.next ?? 0n });
  expect(second.entries.map((entry) => entry.subject)).toEqual(["6", "5", "4", "3", "2", "1", "0"]);
  expect(second.next).toBeNull();
  expect((await listAudit(shop, { group: "goods", person: { ownerId: 1 } })).entries).toHaveLength(16);
  expect((await listAudit(shop, { person: "console" })).entries.map((entry) => entry.kind)).toEqual(["password_reset"]);
  expect((await listAudit(shop, { person: "stranger" })).entries.map((entry) => entry.kind)).toEqual(["login_failed"]);
});

test("the trail tells a refund that was begun from a request that was accepted and from one that was tried again", async () => {
  const shop = await actingShop();
  const order = await aPaidOrder(shop);
  await requestRefund({ ...shop, by: undefined } as TestShop, order.orderId, { reason: "不想要了" });
  const { id: refundId } = await shop.db.refund.findFirstOrThrow();
  shop.gateway.answers.refund = { kind: "refused", code: "ACQ.SELLER_BALANCE_NOT_ENOUGH", detail: "", advice: "same_again_later" };
  expect(await acceptRequest(shop, { refundId, amountFen: 500, wish: aWish() })).toMatchObject({ ok: true });
  delete shop.gateway.answers.refund;
  expect(await retryRefund(shop, { refundId, wish: aWish() })).toMatchObject({ ok: true });
  expect(await auditKinds(shop)).toEqual(["refund_accepted", "refund_retried"]);
});
