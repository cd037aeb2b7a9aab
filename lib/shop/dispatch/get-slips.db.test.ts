import { describe, expect, test } from "vitest";
import { requestRefund } from "@/lib/shop/refunds/requested/request-refund";
import { actingAs, auditKinds } from "@/test/owner-access";
import { aPaidOrder } from "@/test/paid-order";
import { anOrder, type TestShop, testShop } from "@/test/test-shop";
import type { Filter } from "./choice";
import { getSlips } from "./get-slips";
import { listChoosable } from "./list-choosable";
import { markPrinted, unmarkPrinted } from "./mark-printed";

const PAID: Filter = { tab: "paid", search: "", from: null, to: null, printed: null };
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
        ...{ addressDetail: "文三路 1 号", pieces: 1, isPrinted: false, isRefunding: false },
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

  test("is told on the slip that a refund is asked for, so that it is not packed", async () => {
    const shop = await owned();
    const { orderId, no } = await aPaidOrder(shop);
    await requestRefund({ ...shop, by: undefined } as TestShop, orderId, { reason: "不想要了" });
    expect((await getSlips(shop, { nos: [no] })).slips[0]?.isRefunding).toBe(true);
  });
});
