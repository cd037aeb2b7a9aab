import { describe, expect, onTestFinished, test } from "vitest";
import { fillOrders } from "@/scripts/db/fill-orders";
import { fakeGateway } from "@/test/fake-gateway";
import { actingAs } from "@/test/owner-access";
import { aPaidOrder } from "@/test/paid-order";
import { anOrder, openLodging, openTestShop, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import type { Choice, Filter } from "./choice";
import { exportOrders } from "./export-orders";
import { listChoosable } from "./list-choosable";
import { ORDER_COLUMNS, type OrderColumn } from "./order-sheet";

const OWNER = 7;
const ALL: Filter = { tab: "all", search: "", days: { from: null, to: null }, printed: null };
const WORDS = {
  headings: Object.fromEntries(ORDER_COLUMNS.orders.concat(ORDER_COLUMNS.lines as never).map((column) => [column, column])) as Record<
    OrderColumn,
    string
  >,
  status: { PENDING: "待付款", PAID: "待发货", SHIPPED: "已发货", COMPLETED: "已完成", CLOSED: "已关闭" },
};
const owned = async () => actingAs(await testShop(), OWNER);

async function exported(shop: TestShop, choice: Choice, layout: "orders" | "lines" = "orders"): Promise<Record<string, unknown>[]> {
  const result = await exportOrders(shop, choice, { layout, file: "csv", words: WORDS, hasMoney: true });
  if (!result.ok) throw new Error(result.reason);
  const rows = [];
  for await (const row of result.rows) rows.push(row);
  const [headings = [], ...others] = rows;
  return others.map((row) => Object.fromEntries(row.map((cell, index) => [String(headings[index]), cell])));
}

describe("an owner who takes orders out of the shop", () => {
  test("gets those of a tab, of some days, of a search, or those that are named, oldest first", async () => {
    const shop = await owned();
    const first = await aPaidOrder(shop);
    shop.advance(24 * 3600_000);
    const { variantId } = await stockGoods(shop, { title: "马克杯" });
    await shop.db.variant.update({ where: { id: variantId }, data: { sku: "CUP-1" } });
    const second = await anOrder(shop, { variantId, quantity: 2 });
    const nos = async (choice: Choice) => (await exported(shop, choice)).map(({ no }) => no);
    expect(await nos(ALL)).toEqual([first.no, second.no]);
    expect(await nos({ ...ALL, tab: "paid" })).toEqual([first.no]);
    expect(await nos({ ...ALL, days: { from: "2026-11-23", to: null } })).toEqual([second.no]);
    expect(await nos({ ...ALL, days: { from: null, to: "2026-11-22" } })).toEqual([first.no]);
    expect(await nos({ ...ALL, search: "马克" })).toEqual([second.no]);
    expect(await nos({ nos: [second.no] })).toEqual([second.no]);
    expect(await exported(shop, { ...ALL, search: "马克" }, "lines")).toMatchObject([
      { no: second.no, title: "马克杯", sku: "CUP-1", quantity: { number: "2" }, total: { number: "39.60" }, paid: "" },
    ]);
  });

  test("is written down in the audit trail before anything leaves, and not with what was searched for", async () => {
    const shop = await owned();
    await aPaidOrder(shop);
    const choice = { ...ALL, search: "13800000000", days: { from: "2026-11-01", to: null } };
    await exportOrders(shop, choice, { layout: "orders", file: "xlsx", words: WORDS, hasMoney: true });
    const entries = await shop.db.auditEntry.findMany({ select: { kind: true, ownerId: true, after: true } });
    expect(entries).toEqual([{ kind: "orders_exported", ownerId: OWNER, after: { orders: 1, file: "xlsx", fromDay: "2026-11-01" } }]);
  });

  test("is told where there is nothing to take out, and nothing is written down", async () => {
    const shop = await owned();
    expect(await exportOrders(shop, ALL, { layout: "orders", file: "csv", words: WORDS, hasMoney: true })).toEqual({
      ok: false,
      reason: "none",
    });
    expect(await shop.db.auditEntry.count()).toBe(0);
  });

  test("of thousands of orders gets each once, while others have their turns", { timeout: 60_000 }, async () => {
    let url = "";
    const through = (connectionString: string) => {
      url = connectionString;
      return url;
    };
    const lodging = await openLodging(onTestFinished, { through });
    const shop = actingAs(await openTestShop(fakeGateway, {}, { lodging }), OWNER);
    await fillOrders(url, { orders: 3_000, until: shop.now(), contract: shop.gateways.current.contract, products: 40 });
    let turns = 0;
    const beat: NodeJS.Timeout = setInterval(() => turns++, 1);
    const rows = await exported(shop, ALL);
    clearInterval(beat);
    expect(new Set(rows.map(({ no }) => no)).size).toBe(await shop.db.order.count());
    expect(rows).toHaveLength(await shop.db.order.count());
    expect(turns).toBeGreaterThan(10);
    const page = await listChoosable(shop, { ...ALL, tab: "completed" });
    const next = await listChoosable(shop, { ...ALL, tab: "completed" }, page.next ?? "");
    expect(page.count).toBe(await shop.db.order.count({ where: { status: "COMPLETED" } }));
    expect(new Set([...page.orders, ...next.orders].map(({ id }) => id)).size).toBe(100);
  });
});
