import { expect, test } from "vitest";
import { stampOf } from "@/lib/server/stamp";
import { eraseBuyerData, exportBuyerData } from "@/lib/shop/privacy/buyer-data";
import { actingAs } from "@/test/owner-access";
import { aPaidOrder } from "@/test/paid-order";
import { ADDRESS, anOrder, testShop } from "@/test/test-shop";
import { confirmReceipt } from "./confirm-receipt";
import { getOrderForBuyer } from "./get-order";
import { getOwnerOrder } from "./get-owner-order";
import { listOrders } from "./list-orders";
import { listOwnerOrders } from "./list-owner-orders";
import { noteOrder } from "./note-order";
import { shipOrder } from "./ship-order";

const NOTE = "老顾客，多送一包 Oolong";

test("an owner's note is read and found by the owner alone: no page and no answer of the buyer has it", async () => {
  const shop = await testShop();
  const order = await anOrder(shop);
  await anOrder(shop);
  expect(await noteOrder(shop, order.orderId, { ownerNote: NOTE })).toMatchObject({ ok: true });
  expect(await getOwnerOrder(shop, order.no)).toMatchObject({ ownerNote: NOTE });
  for (const search of ["老顾客", "oolong", "ｏｏｌｏｎｇ 多送"])
    expect((await listOwnerOrders(shop, { tab: "all", search })).orders, search).toMatchObject([{ no: order.no, ownerNote: NOTE }]);
  const found = await getOrderForBuyer(shop, order.no, order.buyerId);
  const shown = JSON.stringify([found, await listOrders(shop, order.buyerId, { tab: "all" })]);
  expect(shown).toContain(order.no);
  for (const trace of ["老顾客", "Oolong", "ownerNote"]) expect(shown).not.toContain(trace);
});

test("the audit trail tells that a note changed, and neither it nor the order's timeline what it says", async () => {
  const shop = actingAs(await testShop(), 1);
  const order = await anOrder(shop);
  await noteOrder(shop, order.orderId, { ownerNote: NOTE });
  await noteOrder(shop, order.orderId, { ownerNote: "电话里说过了" });
  await noteOrder(shop, order.orderId, { ownerNote: "" });
  const trail = await shop.db.auditEntry.findMany({ orderBy: { id: "asc" } });
  expect(trail).toMatchObject(
    [true, true, false].map((hasNote) => ({ kind: "order_noted", subject: order.no, before: null, after: { hasNote } })),
  );
  expect((await getOwnerOrder(shop, order.no))?.events.map(({ kind }) => kind)).toEqual(["placed"]);
});

test("of two open tabs the second one does not take back what the first one wrote, and the same words are not written twice", async () => {
  const shop = await testShop();
  const { orderId } = await anOrder(shop);
  const was = stampOf({ ownerNote: "" });
  const first = await noteOrder(shop, orderId, { ownerNote: NOTE, was });
  expect(first).toEqual({ ok: true, was: stampOf({ ownerNote: NOTE }) });
  expect(await noteOrder(shop, orderId, { ownerNote: "别的", was })).toMatchObject({ ok: false, reason: "moved" });
  expect(await noteOrder(shop, orderId, { ownerNote: NOTE })).toMatchObject({ ok: false, reason: "unchanged" });
  expect(await noteOrder(shop, "00000000-0000-4000-8000-000000000000", { ownerNote: NOTE })).toMatchObject({ ok: false, reason: "gone" });
  expect(await shop.db.order.findUniqueOrThrow({ where: { id: orderId } })).toMatchObject({ ownerNote: NOTE });
});

test("a buyer who asks for their data is given the owner's note as well, and one who wants to be forgotten takes it along", async () => {
  const shop = await testShop();
  const order = await aPaidOrder(shop);
  await noteOrder(shop, order.orderId, { ownerNote: NOTE });
  await shipOrder(shop, order.orderId, { courier: "顺丰速运", trackingNo: "SF0000001" });
  await confirmReceipt(shop, order.orderId);
  expect(await exportBuyerData(shop, ADDRESS.phone)).toMatchObject([{ ownerNote: NOTE }]);
  expect(await eraseBuyerData(shop, ADDRESS.phone)).toEqual({ erased: 1, left: 0 });
  expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ ownerNote: "" });
  expect((await listOwnerOrders(shop, { tab: "all", search: "老顾客" })).orders).toEqual([]);
  // An old tab of the owner's brings nothing back, since nobody would find it again by the buyer's phone.
  expect(await noteOrder(shop, order.orderId, { ownerNote: NOTE })).toMatchObject({ ok: false, reason: "erased" });
  expect(await shop.db.order.findFirstOrThrow()).toMatchObject({ ownerNote: "" });
});
