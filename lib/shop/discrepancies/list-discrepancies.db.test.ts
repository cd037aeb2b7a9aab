import { expect, test } from "vitest";
import { MINUTE_MS, type TestShop, testShop } from "@/test/test-shop";
import { listDiscrepancies } from "./list-discrepancies";
import { resolveDiscrepancy } from "./resolve-discrepancy";

/** So many discrepancies, one a minute; every third of another kind. */
async function found(shop: TestShop, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const kind = index % 3 === 0 ? "bill_missing" : "bill_only_here";
    await shop.db.discrepancy.create({ data: { kind, dedupeKey: String(index), createdAt: shop.now() } });
    shop.advance(MINUTE_MS);
  }
}

/** Every page, from the first to the last. */
async function pagesOf(shop: TestShop, which: "open" | "resolved", kind?: string): Promise<bigint[][]> {
  const pages: bigint[][] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const list = await listDiscrepancies(shop, which, { ...(kind && { kind }), ...(after && { after }) });
    pages.push(list.discrepancies.map(({ id }) => id));
    after = list.next;
  }
  return pages;
}

test("an owner with many discrepancies turns pages, the newest first, and sees each once", async () => {
  const shop = await testShop();
  await found(shop, 45);
  const pages = await pagesOf(shop, "open");
  expect(pages.map(({ length }) => length)).toEqual([20, 20, 5]);
  expect(pages.flat()).toEqual(Array.from({ length: 45 }, (_, index) => BigInt(45 - index)));
});

test("what comes in while the owner reads shifts nothing, and what was found in one moment is not skipped", async () => {
  const shop = await testShop();
  const at = shop.now();
  await shop.db.discrepancy.createMany({
    data: Array.from({ length: 30 }, (_, index) => ({ kind: "bill_missing", dedupeKey: `same ${index}`, createdAt: at })),
  });
  const first = await listDiscrepancies(shop, "open");
  await found(shop, 1);
  const second = await listDiscrepancies(shop, "open", { after: first.next ?? "" });
  expect([...first.discrepancies, ...second.discrepancies].map(({ id }) => Number(id))).toEqual(
    Array.from({ length: 30 }, (_, index) => 30 - index),
  );
});

test("one kind is shown alone, with how many there are of each", async () => {
  const shop = await testShop();
  await found(shop, 30);
  const list = await listDiscrepancies(shop, "open", { kind: "bill_missing" });
  expect(list.discrepancies).toHaveLength(10);
  expect(list.next).toBeNull();
  expect(list.kinds).toEqual([
    { kind: "bill_only_here", count: 20 },
    { kind: "bill_missing", count: 10 },
  ]);
  expect((await listDiscrepancies(shop, "open", { kind: "no such kind" })).discrepancies).toEqual([]);
});

test("what is dealt with is on a list of its own, the last dealt with first", async () => {
  const shop = await testShop();
  await found(shop, 3);
  for (const id of [2n, 3n, 1n]) {
    shop.advance(MINUTE_MS);
    await resolveDiscrepancy(shop, { id, resolution: "已核对", by: "owner" });
  }
  expect(await pagesOf(shop, "open")).toEqual([[]]);
  expect(await pagesOf(shop, "resolved")).toEqual([[1n, 3n, 2n]]);
  expect(await pagesOf(shop, "resolved", "bill_missing")).toEqual([[1n]]);
});

test.each(["", "garbage", "1.x", "99999999999999999999.1"])(
  "an address that somebody has changed (%j) begins at the top",
  async (after) => {
    const shop = await testShop();
    await found(shop, 1);
    expect((await listDiscrepancies(shop, "open", { after })).discrepancies).toHaveLength(1);
  },
);
