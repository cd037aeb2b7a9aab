import { describe, expect, test } from "vitest";
import { anOrder, MINUTE_MS, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { type DueKind, renewLeases, reviewDue, reviewTaken, takeDue } from "./review-due";

const NEXT = new Date("2026-11-22T09:00:00Z");
const kind = (change: Partial<DueKind> = {}): DueKind => ({
  name: "orders",
  table: "orders",
  key: { column: "id", type: "uuid" },
  atOnce: 2,
  leaseMs: MINUTE_MS,
  retryMs: 5 * MINUTE_MS,
  review: async () => NEXT,
  ...change,
});

const read = (shop: TestShop, { orderId }: TestOrder) =>
  shop.db.order.findUniqueOrThrow({ where: { id: orderId }, select: { dueAt: true, lockedUntil: true, checks: true } });

async function dueOrders(count: number): Promise<{ shop: TestShop; orders: TestOrder[] }> {
  const shop = await testShop();
  const orders: TestOrder[] = [];
  while (orders.length < count) orders.push(await anOrder(shop));
  await shop.db.order.updateMany({ data: { dueAt: shop.now() } });
  return { shop, orders };
}

describe("a worker", () => {
  test("takes no more rows than it looks at side by side, so that none waits for others under its lease", async () => {
    const { shop } = await dueOrders(3);
    expect(await reviewDue(shop, kind())).toBe(2);
    expect(await reviewDue(shop, kind())).toBe(1);
    expect(await reviewDue(shop, kind())).toBe(0);
  });

  test("begins with the row that waits longest", async () => {
    const { shop, orders } = await dueOrders(3);
    const minutesAgo = [1, 3, 2];
    for (const [place, { orderId }] of orders.entries()) {
      const dueAt = new Date(shop.now().getTime() - (minutesAgo[place] ?? 0) * MINUTE_MS);
      await shop.db.order.update({ where: { id: orderId }, data: { dueAt } });
    }
    const taken = await takeDue(shop, kind(), 3);
    expect(taken.map(({ key }) => key)).toEqual([1, 2, 0].map((place) => orders[place]?.orderId));
  });

  test("that takes long over a row keeps it for itself", async () => {
    const { shop, orders } = await dueOrders(1);
    const taken = await takeDue(shop, kind(), 1);
    for (let minutes = 0; minutes < 5; minutes++) {
      shop.advance(30_000);
      await renewLeases(shop, kind(), taken);
      shop.advance(30_000);
      expect(await takeDue(shop, kind(), 1)).toEqual([]);
      await renewLeases(shop, kind(), taken);
    }
    for (const row of taken) await reviewTaken(shop, kind(), row);
    expect(await Promise.all(orders.map((order) => read(shop, order)))).toEqual([{ dueAt: NEXT, lockedUntil: null, checks: 1 }]);
  });

  test("that stood still for longer than its lease leaves the row to the one who has taken it up", async () => {
    const { shop, orders } = await dueOrders(1);
    const [mine] = await takeDue(shop, kind(), 1);
    shop.advance(2 * MINUTE_MS);
    const [theirs] = await takeDue(shop, kind(), 1);
    if (!mine || !theirs) throw new Error("both have taken it");
    await renewLeases(shop, kind(), [mine]);
    await reviewTaken(shop, kind({ review: async () => null }), mine);
    expect(await Promise.all(orders.map((order) => read(shop, order)))).toMatchObject([{ lockedUntil: theirs.leasedUntil, checks: 0 }]);
    await reviewTaken(shop, kind(), theirs);
    expect(await Promise.all(orders.map((order) => read(shop, order)))).toEqual([{ dueAt: NEXT, lockedUntil: null, checks: 1 }]);
  });

  test("whose clock was a day ahead when it took a row, and that died, keeps it from nobody", async () => {
    const { shop, orders } = await dueOrders(1);
    const ahead = { ...shop, now: () => new Date(shop.now().getTime() + 1_440 * MINUTE_MS) };
    expect(await takeDue(ahead, kind(), 1)).toHaveLength(1);
    expect(await reviewDue(shop, kind())).toBe(1);
    expect(await Promise.all(orders.map((order) => read(shop, order)))).toMatchObject([{ dueAt: NEXT }]);
  });

  test("whose clock is five minutes ahead keeps its row all the same", async () => {
    const { shop } = await dueOrders(1);
    const ahead = { ...shop, now: () => new Date(shop.now().getTime() + 5 * MINUTE_MS) };
    expect(await takeDue(ahead, kind(), 1)).toHaveLength(1);
    expect(await takeDue(shop, kind(), 1)).toEqual([]);
  });

  test("renews several rows in one go, each by its own lease", async () => {
    const { shop, orders } = await dueOrders(3);
    const first = await takeDue(shop, kind(), 1);
    shop.advance(1_000);
    const taken = [...first, ...(await takeDue(shop, kind(), 2))];
    shop.advance(30_000);
    await renewLeases(shop, kind(), taken);
    const lease = new Date(shop.now().getTime() + MINUTE_MS);
    expect(await Promise.all(orders.map((order) => read(shop, order)))).toMatchObject([1, 2, 3].map(() => ({ lockedUntil: lease })));
    expect(taken.map((row) => row.leasedUntil)).toEqual([lease, lease, lease]);
  });

  test("gives back what is looked at, while it waits for one row that somebody holds", async () => {
    const { shop, orders } = await dueOrders(3);
    const taken = await takeDue(shop, kind(), 3);
    const [held] = taken;
    if (!held) throw new Error("nothing was taken");
    const given: string[] = [];
    await shop.db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM orders WHERE id = ${held.key}::uuid FOR UPDATE`;
      const all = taken.map((row) => reviewTaken(shop, kind(), row).then(() => given.push(row.key)));
      await expect.poll(() => given).toHaveLength(2);
      expect(given).not.toContain(held.key);
      void Promise.all(all);
    });
    await expect.poll(() => given).toHaveLength(3);
    expect(await Promise.all(orders.map((order) => read(shop, order)))).toEqual(
      orders.map(() => ({ dueAt: NEXT, lockedUntil: null, checks: 1 })),
    );
  });
});
