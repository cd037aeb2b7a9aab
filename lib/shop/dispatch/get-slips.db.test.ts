import { describe, expect, test } from "vitest";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { readShipQueue } from "@/lib/shop/orders/ship-queue";
import { requestRefund } from "@/lib/shop/refunds/requested/request-refund";
import { CONTRACT } from "@/test/fake-gateway";
import { actingAs, auditKinds } from "@/test/owner-access";
import { aPaidOrder } from "@/test/paid-order";
import { aPaidOrder as aPaidOrderOf } from "@/test/refund-shop";
import { anOrder, type TestShop, testShop } from "@/test/test-shop";
import type { Filter } from "./choice";
import { getSlips } from "./get-slips";
import { listChoosable } from "./list-choosable";
import { markPrinted, unmarkPrinted } from "./mark-printed";

const PAID: Filter = { tab: "paid", search: "", days: { from: null, to: null }, printed: null };
const owned = async () => actingAs(await testShop(), 7);

describe("an owner who prints packing slips", () => {
  test("reads on each what to pack, by name and code, and for whom; an order that was not paid has none", async () => {
    const shop = await owned();
    const paid = await aPaidOrder(shop);
    const { variantId } = await shop.db.orderLine.findFirstOrThrow({ where: { orderId: paid.orderId } });
    await shop.db.variant.update({ where: { id: variantId }, data: { sku: "TEA-1" } });
    const unpaid = await anOrder(shop);
    const { slips, left } = await getSlips(shop, { nos: [paid.no, unpaid.no] });
    expect(left).toBe(1);
    expect(slips).toMatchObject([
      {
        ...{ no: paid.no, receiverName: "测试收货人", receiverPhone: "13800000000", region: "浙江省杭州市西湖区" },
        ...{ addressDetail: "文三路 1 号", pieces: 1, isPrinted: false, mustStay: false },
        lines: [{ title: "龙井茶", sku: "TEA-1", quantity: 1 }],
      },
    ]);
  });

  test("finds those that were not printed, and puts a mark back when the paper ran out", async () => {
    const shop = await owned();
    const first = await aPaidOrder(shop);
    shop.advance(1_000);
    const second = await aPaidOrder(shop);
    expect(await markPrinted(shop, [first.no, "20990101000000000000"])).toBe(1);
    expect(await markPrinted(shop, [first.no])).toBe(0);
    const nos = async (printed: "yes" | "no") => (await getSlips(shop, { ...PAID, printed })).slips.map(({ no }) => no);
    expect(await nos("yes")).toEqual([first.no]);
    expect(await nos("no")).toEqual([second.no]);
    expect((await listChoosable(shop, PAID)).orders.map(({ no, isPrinted }) => [no, isPrinted])).toEqual([
      [first.no, true],
      [second.no, false],
    ]);
    expect(await unmarkPrinted(shop, [first.no, second.no])).toBe(1);
    expect(await nos("no")).toEqual([first.no, second.no]);
    expect(await auditKinds(shop)).toEqual(["slips_printed", "slips_unprinted"]);
  });

  test("packs of an order that was sent in part only what is still to come", async () => {
    const shop = await owned();
    const { orderId, no } = await aPaidOrderOf(shop, { quantity: 3 });
    const { id: lineId } = await shop.db.orderLine.findFirstOrThrow({ where: { orderId } });
    const sent = { courier: "顺丰速运", trackingNo: "SF1007896781640", pieces: [{ lineId, quantity: 1 }] };
    expect(await shipOrder(shop, orderId, sent)).toMatchObject({ ok: true });
    expect((await getSlips(shop, { nos: [no] })).slips).toMatchObject([{ pieces: 2, lines: [{ quantity: 2 }] }]);
  });

  test("is told on the slip that a refund is asked for, so that it is not packed", async () => {
    const shop = await owned();
    const { orderId, no } = await aPaidOrder(shop);
    await requestRefund({ ...shop, by: undefined } as TestShop, orderId, { reason: "不想要了" });
    expect((await getSlips(shop, { nos: [no] })).slips[0]?.mustStay).toBe(true);
  });

  test("is told on the slip and in the list exactly what the queue leaves out: a doubt too, and no refund of other money", async () => {
    const shop = await owned();
    const doubted = await aPaidOrder(shop);
    await shop.db.discrepancy.create({
      data: { kind: "seller_mismatch", dedupeKey: "doubt", orderId: doubted.orderId, createdAt: shop.now() },
    });
    const paidTwice = await aPaidOrder(shop);
    const held = await shop.db.payment.create({
      data: {
        ...{ orderId: paidTwice.orderId, tradeNo: "2026112600000009", outTradeNo: "PAID-TWICE", contract: CONTRACT, amountFen: 1_980 },
        ...{ disposition: "held", paidAt: shop.now(), source: "notify" },
      },
    });
    await shop.db.refund.create({
      data: {
        ...{ paymentId: held.id, orderId: paidTwice.orderId, outRequestNo: "R100", amountFen: 100, status: "PENDING" },
        ...{ reason: "重复付款", requestedBy: "owner", createdAt: shop.now() },
      },
    });
    const expected = [
      [doubted.no, true],
      [paidTwice.no, false],
    ];
    const { slips } = await getSlips(shop, { nos: [doubted.no, paidTwice.no] });
    expect(new Set(slips.map(({ no, mustStay }) => [no, mustStay]))).toEqual(new Set(expected));
    expect(new Set((await listChoosable(shop, PAID)).orders.map(({ no, mustStay }) => [no, mustStay]))).toEqual(new Set(expected));
    expect(await readShipQueue(shop)).toMatchObject({ next: { no: paidTwice.no }, left: 1, held: 1 });
    // Without the rows that no verb wrote the books add up again.
    await shop.db.refund.deleteMany({ where: { paymentId: held.id } });
    await shop.db.payment.delete({ where: { id: held.id } });
  });
});
