import { describe, expect, test } from "vitest";
import { sweep } from "@/lib/shop/assembly/sweep";
import { subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import { addParcel } from "@/lib/shop/orders/add-parcel";
import { confirmReceipt } from "@/lib/shop/orders/confirm-receipt";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { eraseBuyerData } from "@/lib/shop/privacy/buyer-data";
import { requestRefund } from "@/lib/shop/refunds/requested/request-refund";
import { actingAs, auditKinds } from "@/test/owner-access";
import { aPaidOrder } from "@/test/paid-order";
import { aPaidOrder as aPaidOrderOf } from "@/test/refund-shop";
import { ADDRESS, anOrder, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { confirmShipments, continueShipments } from "./confirm-shipments";
import { getFailedShipments, getShipments } from "./get-shipments";
import { previewShipments } from "./preview-shipments";
import { MOST_PREVIEWS, PREVIEW_MS, RESULT_MS } from "./shipment-row";

const OWNER = 7;
const owned = async () => actingAs(await testShop(), OWNER);
const fileOf = (lines: string[]) => new TextEncoder().encode(`订单号,快递公司,快递单号\r\n${lines.join("\r\n")}\r\n`);
const rowOf = ({ no }: TestOrder, nth = 1) => `${no},顺丰,SF${String(nth).padStart(10, "0")}`;

async function preview(shop: TestShop, lines: string[]) {
  const made = await previewShipments(shop, fileOf(lines), { courier: null });
  if (!made.ok) throw new Error(made.reason);
  return view(shop, made.id);
}
async function view(shop: TestShop, id: string) {
  const found = await getShipments(shop, OWNER, id);
  if (!found) throw new Error("no preview");
  return found;
}
const parcelsOf = async ({ db }: TestShop, { orderId }: TestOrder) =>
  (await db.parcel.findMany({ where: { orderId }, orderBy: { id: "asc" } })).map(({ courier, trackingNo }) => `${courier} ${trackingNo}`);
const timesShipped = ({ db }: TestShop) => db.orderEvent.count({ where: { kind: { in: ["shipped", "parcel_added"] } } });

describe("an owner with a file of tracking numbers", () => {
  test("ships a hundred orders by it, and has its three wrong lines named and given back to mend", { timeout: 60_000 }, async () => {
    const shop = await owned();
    const orders: TestOrder[] = [];
    for (let nth = 0; nth < 100; nth++) orders.push(await aPaidOrder(shop));
    const unpaid = await anOrder(shop);
    const wrong = ["2099010100000001,顺丰,SF9000000001", `${unpaid.no},顺丰,SF9000000002`, `${orders[0]?.no},中通,7.31235E+13`];
    const [first, ...rest] = orders as [TestOrder, ...TestOrder[]];
    const lines = rest.map(rowOf);
    const { id, counts, wrong: named, lines: shown } = await preview(shop, [...lines, ...wrong]);
    expect(counts).toMatchObject({ ready: 99, wrong: 3, same: 0, blank: 0 });
    expect(named.map(({ position, problem }) => [position, problem.code])).toEqual([
      [101, "order_unknown"],
      [102, "not_paid"],
      [103, "number_e_notation"],
    ]);
    expect(shown[0]).toMatchObject({ orderNo: rest[0]?.no, receiverName: ADDRESS.name, courier: "顺丰速运" });
    expect(await shop.db.order.count({ where: { status: "SHIPPED" } })).toBe(0);

    await confirmShipments(shop, id);
    for (let turn = 0; turn < 20 && !(await view(shop, id)).isOver; turn++) await continueShipments(shop);
    expect((await view(shop, id)).counts).toMatchObject({ done: 99, failed: 0, wrong: 3 });
    expect(await shop.db.order.count({ where: { status: "SHIPPED" } })).toBe(99);
    expect(await timesShipped(shop)).toBe(99);
    const [begun, ...others] = await auditKinds(shop);
    expect([begun, new Set(others)]).toEqual(["shipments_confirmed", new Set(["order_shipped"])]);
    const failed = await getFailedShipments(shop, OWNER, id);
    expect(failed?.map(({ cells }) => cells.join(","))).toEqual(wrong);

    // Mended, together with the whole file: what was sent stays sent.
    const again = await preview(shop, [...lines, rowOf(first, 777)]);
    expect(again.counts).toMatchObject({ ready: 1, same: 99, wrong: 0 });
  });

  test("presses twice, in two tabs, beside the worker, and each order goes once", async () => {
    const shop = await owned();
    const orders = [await aPaidOrder(shop), await aPaidOrder(shop), await aPaidOrder(shop)];
    const { id } = await preview(shop, orders.map(rowOf));
    await Promise.all([confirmShipments(shop, id), confirmShipments(shop, id), continueShipments(shop), confirmShipments(shop, id)]);
    expect((await view(shop, id)).counts).toMatchObject({ done: 3, failed: 0 });
    expect(await timesShipped(shop)).toBe(3);
    expect((await auditKinds(shop)).filter((kind) => kind === "shipments_confirmed")).toHaveLength(1);
    expect(await confirmShipments(shop, id)).toEqual({ ok: true, isOver: true });
  });

  test("whose shop was killed between the sending and the note of it goes on, and sends nothing again", async () => {
    const shop = await owned();
    const [sent, waiting] = [await aPaidOrder(shop), await aPaidOrder(shop)];
    const { id } = await preview(shop, [rowOf(sent, 1), rowOf(waiting, 2)]);
    await shop.db.shipmentFile.update({ where: { id }, data: { confirmedAt: shop.now() } });
    await shipOrder(shop, sent.orderId, { courier: "顺丰速运", trackingNo: "SF0000000001" });
    expect((await view(shop, id)).isOver).toBe(false);
    await continueShipments({ ...shop, by: undefined } as TestShop);
    expect(await view(shop, id)).toMatchObject({ isOver: true, counts: { done: 2, failed: 0 } });
    expect(await timesShipped(shop)).toBe(2);
    // The worker acts for the owner who gave the word.
    const { ownerId, via } = await shop.db.auditEntry.findFirstOrThrow({ where: { kind: "order_shipped", subject: waiting.no } });
    expect([ownerId, via]).toEqual([OWNER, "web"]);
  });

  test("is not overtaken by what changed since the preview: asked back, or sent with another number meanwhile", async () => {
    const shop = await owned();
    const [asked, gone, fine] = [await aPaidOrder(shop), await aPaidOrder(shop), await aPaidOrder(shop)];
    const { id } = await preview(shop, [rowOf(asked, 1), rowOf(gone, 2), rowOf(fine, 3)]);
    await requestRefund({ ...shop, by: undefined } as TestShop, asked.orderId, { reason: "不想要了" });
    await shipOrder(shop, gone.orderId, { courier: "中通快递", trackingNo: "78123456789012" });
    await confirmShipments(shop, id);
    const { counts, wrong } = await view(shop, id);
    expect(counts).toMatchObject({ done: 1, failed: 2 });
    expect(wrong.map(({ problem }) => problem.code)).toEqual(["refunding", "sent_otherwise"]);
    expect(await parcelsOf(shop, gone)).toEqual(["中通快递 78123456789012"]);
    expect((await shop.db.order.findUniqueOrThrow({ where: { id: asked.orderId } })).status).toBe("PAID");
  });

  test("is told in the preview of an order whose money is in doubt, also where only its trade is known", async () => {
    const shop = await owned();
    const [byOrder, byTrade, fine] = [await aPaidOrder(shop), await aPaidOrder(shop), await aPaidOrder(shop)];
    const { tradeNo } = await shop.db.payment.findFirstOrThrow({ where: { orderId: byTrade.orderId } });
    const facts = { outTradeNo: null, amountFen: null, kind: "trade_no_reused" } as const;
    await shop.db.$transaction(async (tx) => {
      await recordDiscrepancy(tx, { ...facts, subject: subjectOf.trade("1"), orderId: byOrder.orderId, tradeNo: "1" }, shop.now());
      await recordDiscrepancy(tx, { ...facts, subject: subjectOf.trade(tradeNo), orderId: null, tradeNo }, shop.now());
    });
    const { counts, wrong } = await preview(shop, [rowOf(byOrder, 1), rowOf(byTrade, 2), rowOf(fine, 3)]);
    expect(counts).toMatchObject({ ready: 1, wrong: 2 });
    expect(wrong.map(({ problem }) => problem.code)).toEqual(["in_doubt", "in_doubt"]);
  });

  test("sends an order in two parcels when the file says so", async () => {
    const shop = await owned();
    const order = await aPaidOrder(shop);
    const { id, counts, lines } = await preview(shop, [rowOf(order, 1), rowOf(order, 1), `${order.no},中通,78123456789012`]);
    expect(counts).toMatchObject({ ready: 2, repeat: 1 });
    expect(lines.map(({ isFurther }) => isFurther)).toEqual([false, true]);
    await confirmShipments(shop, id);
    expect(await parcelsOf(shop, order)).toEqual(["顺丰速运 SF0000000001", "中通快递 78123456789012"]);
    expect((await preview(shop, [rowOf(order, 1), `${order.no},中通,78123456789012`])).counts).toMatchObject({ ready: 0, same: 2 });
  });

  test("has what changed since the preview judged as the file would be now: no order gets a parcel that nobody sent", async () => {
    const shop = await owned();
    const [whole, partly, mine] = [await aPaidOrder(shop), await aPaidOrderOf(shop, { quantity: 2 }), await aPaidOrder(shop)];
    const theirs = await aPaidOrder(shop);
    await shop.db.order.update({ where: { id: theirs.orderId }, data: { receiverPhone: "13911112222" } });
    const { id: lineId } = await shop.db.orderLine.findFirstOrThrow({ where: { orderId: partly.orderId } });
    const first = { courier: "顺丰速运", trackingNo: "SF8800000001" };
    await shipOrder(shop, partly.orderId, { ...first, pieces: [{ lineId, quantity: 1 }] });
    const { id } = await preview(shop, [rowOf(whole, 1), rowOf(whole, 2), rowOf(partly, 3), rowOf(mine, 4)]);
    const other = await preview(shop, [rowOf(theirs, 4)]);
    // By hand meanwhile, and by another file.
    await shipOrder(shop, whole.orderId, { courier: "中通快递", trackingNo: "78123456789012" });
    await addParcel(shop, partly.orderId, { courier: "中通快递", trackingNo: "78123456789013" });
    await confirmShipments(shop, other.id);
    await confirmShipments(shop, id);
    const { counts, wrong } = await view(shop, id);
    expect(counts).toMatchObject({ done: 0, failed: 4 });
    expect(wrong.map(({ problem }) => problem.code)).toEqual(["sent_otherwise", "sent_otherwise", "sent_otherwise", "number_reused"]);
    expect(await parcelsOf(shop, whole)).toEqual(["中通快递 78123456789012"]);
    expect(await parcelsOf(shop, partly)).toEqual(["顺丰速运 SF8800000001", "中通快递 78123456789013"]);
    expect(await parcelsOf(shop, theirs)).toEqual(["顺丰速运 SF0000000004"]);
  });

  test("whose file repeats the order's number where the parcel's belongs is told so", async () => {
    const shop = await owned();
    const [order, other] = [await aPaidOrder(shop), await aPaidOrder(shop)];
    const { counts, wrong } = await preview(shop, [`${order.no},其他,${order.no}`, `${other.no},其他,${order.no}`]);
    expect(counts).toMatchObject({ ready: 0, wrong: 2 });
    expect(wrong.map(({ problem }) => problem.code)).toEqual(["number_is_order", "number_is_order"]);
  });

  test("gets an answer for odd cells: an emoji where a name is cut off", async () => {
    const shop = await owned();
    const order = await aPaidOrder(shop);
    const { wrong } = await preview(shop, [`${order.no},一二三四五六七八九十一二三四五六七八九😀快递,SF0000000001`]);
    expect(wrong.map(({ problem }) => problem)).toEqual([{ code: "courier_unknown", fact: "一二三四五六七八九十一二三四五六七八九😀" }]);
  });

  test("sees nothing of another owner's file, nor of one that is over, and sends neither", async () => {
    const shop = await owned();
    const order = await aPaidOrder(shop);
    const { id } = await preview(shop, [rowOf(order)]);
    const other = actingAs(shop, OWNER + 1);
    expect(await getShipments(other, OWNER + 1, id)).toBeNull();
    expect(await confirmShipments(other, id)).toEqual({ ok: false, reason: "gone" });
    shop.advance(PREVIEW_MS + 1);
    expect(await confirmShipments(shop, id)).toEqual({ ok: false, reason: "gone" });
    expect(await getShipments(shop, OWNER, id)).toBeNull();
    expect(await timesShipped(shop)).toBe(0);
  });

  test("keeps no more files than wait for a word, and none for longer than it can be read", async () => {
    const shop = await owned();
    const order = await aPaidOrder(shop);
    const first = await preview(shop, [rowOf(order)]);
    for (let nth = 0; nth < MOST_PREVIEWS; nth++) {
      shop.advance(1_000);
      await preview(shop, [rowOf(order)]);
    }
    expect(await getShipments(shop, OWNER, first.id)).toBeNull();
    expect(await shop.db.shipmentFile.count()).toBe(MOST_PREVIEWS);
    shop.advance(RESULT_MS);
    await sweep(shop);
    expect([await shop.db.shipmentFile.count(), await shop.db.shipmentFileRow.count()]).toEqual([0, 0]);
  });

  test("keeps of a file only order, courier and number, and these go with the buyer's data", async () => {
    const shop = await owned();
    const order = await aPaidOrder(shop);
    const csv = `收货人,电话,订单号,快递公司,快递单号\n王小明,13912345678,${order.no},顺丰,SF0000000001`;
    const made = await previewShipments(shop, new TextEncoder().encode(csv), { courier: null });
    expect(JSON.stringify(await shop.db.shipmentFileRow.findMany({ select: { cells: true } }))).not.toContain("13912345678");
    await confirmShipments(shop, made.ok ? made.id : "");
    await confirmReceipt(shop, order.orderId);
    expect(await eraseBuyerData(shop, ADDRESS.phone)).toEqual({ erased: 1, left: 0 });
    expect(await shop.db.shipmentFileRow.count()).toBe(0);
  });

  test("is told when the file is none, has no such columns, or no rows", async () => {
    const shop = await owned();
    const reasonOf = async (text: string) => previewShipments(shop, new TextEncoder().encode(text), { courier: null });
    expect(await reasonOf("姓名,电话\n王,138")).toEqual({ ok: false, reason: "no_headings" });
    expect(await reasonOf("订单号,快递公司,快递单号\n")).toEqual({ ok: false, reason: "empty" });
    expect(await previewShipments(shop, Buffer.from([0x50, 0x4b, 1, 2]), { courier: null })).toEqual({ ok: false, reason: "no_workbook" });
  });
});
